// What a key says, be it typed through a Chinese input method or in full width: in small letters.
export function keyOf({ key, code, shiftKey }) {
  if (key !== "Process") return key.normalize("NFKC").toLowerCase();
  if (code === "Slash") return shiftKey ? "?" : "/";
  return code.replace(/^Key/, "").toLowerCase();
}
