// What a remote of a presenter sends turns the views wherever the focus is, but in a text.
const TURNS = { PageDown: "meeting_next", PageUp: "meeting_previous" };
const MOVES = ".st-key-meeting_moves [role=radiogroup]";
const NO_TEXT = ["range", "radio", "checkbox", "button"];

function isText(field) {
  if (!(field instanceof HTMLElement)) return false;
  if (field.isContentEditable || field.tagName === "TEXTAREA") return true;
  // A list that is closed takes no words; of one that is open the keys move the choice.
  if (field.getAttribute("role") === "combobox") return field.getAttribute("aria-expanded") === "true";
  return field.tagName === "INPUT" && !NO_TEXT.includes(field.type);
}

function turn(event) {
  const name = TURNS[event.key];
  if (!name || event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const button = document.querySelector(`.st-key-${name} button`);
  if (!button || isText(document.activeElement)) return;
  event.preventDefault();
  event.stopPropagation();
  button.click();
}

// Arrows belong to a group of choices while the focus is in it; a click of a mouse does not leave
// it there. A click by keyboard has no count.
function letGo(event) {
  const group = event.target instanceof Element && event.target.closest(MOVES);
  if (!group || event.detail === 0) return;
  // Only once the click is done does the group hold the focus.
  setTimeout(() => {
    if (group.contains(document.activeElement)) document.activeElement.blur();
  });
}

export default function (component) {
  const { data, parentElement } = component;
  parentElement.querySelector(".rfi-keys").textContent = data.words;
  // The same function is heard once, however often the page is made.
  document.addEventListener("keydown", turn, true);
  document.addEventListener("click", letGo, true);
  return () => {
    document.removeEventListener("keydown", turn, true);
    document.removeEventListener("click", letGo, true);
  };
}
