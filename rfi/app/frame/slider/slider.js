// The words of every step are there: nothing is asked of the server before the slider is let go.
const moved = new WeakMap();
// Milliseconds after which a move that no answer knows of is taken to be lost on its way.
const PATIENCE = 5000;

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".rfi-range");
  const find = (name) => root.querySelector(`.rfi-range-${name}`);
  const range = find("input");
  const last = data.values.length - 1;

  function show(at) {
    range.value = String(at);
    range.setAttribute("aria-valuetext", data.words[at]);
    find("value").textContent = data.words[at];
    root.style.setProperty("--at", last ? at / last : 0);
  }

  // An answer that does not know of the last move is of a run that began before it.
  const move = moved.get(range);
  const isBehind = move && data.move !== move.name && Date.now() - move.name < PATIENCE;
  const held = isBehind ? data.values.indexOf(move.value) : -1;
  find("label").textContent = data.label;
  find("ask").hidden = !data.help;
  find("ask").setAttribute("aria-label", data.help);
  find("tip").textContent = data.help;
  find("ends").firstChild.textContent = data.words[0];
  find("ends").lastChild.textContent = data.words[last];
  range.setAttribute("aria-label", data.label);
  range.max = String(last);
  show(held < 0 ? data.at : held);
  const note = () => {
    const at = Number(range.value);
    moved.set(range, { name: Date.now(), value: data.values[at] });
    show(at);
  };
  range.oninput = note;
  range.onchange = () => {
    note();
    const { name, value } = moved.get(range);
    setTriggerValue("moved", { name, value });
  };
}
