// Coming in by a link that carries a token, pasted where one is: what was to be looked at is opened then.
import { h } from "./dom.js";
import { field } from "./parts.js";
import { enter } from "./session.js";
import { say } from "./words.js";

export function enteringForm() {
  const given = h("input", { type: "text", autocomplete: "off", spellcheck: "false", required: true });
  const fault = h("p", { class: "fault", role: "alert" });
  function submit(event) {
    event.preventDefault();
    if (!enter(given.value)) fault.textContent = say("no_token_in_it");
  }
  return h("form", { class: "entering", onsubmit: submit }, field(say("paste_link"), given), h("button", { type: "submit", class: "main" }, say("enter")), fault);
}
