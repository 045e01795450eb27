// Elements from names, properties and children. What came from a document is always a text node, never markup.

// Signs that steer what shows them: they would turn digits around or hide them, and are shown as what they are not.
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const SVG = "http://www.w3.org/2000/svg";

export function printable(text) {
  return String(text).replace(STEERING, "\ufffd");
}

export function h(tag, properties = {}, ...children) {
  return filled(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), properties, children);
}

function filled(element, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.startsWith("aria-")) element.setAttribute(name, String(value));
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat(Infinity).filter((c) => c != null && c !== false).map(node));
  return element;
}

function node(child) {
  return child instanceof Node ? child : document.createTextNode(printable(child));
}

// Chinese within a sentence of another language, marked as what it is for whoever hears it.
const HAN = /([\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)/;

export function spoken(text) {
  if (document.documentElement.lang !== "en") return text;
  return text.split(HAN).map((part, i) => (i % 2 ? h("span", { lang: "zh-CN" }, part) : part));
}

export function replaceChildren(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((c) => c != null && c !== false).map(node));
}
