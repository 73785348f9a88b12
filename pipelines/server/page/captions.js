// The two-sided list of captions. Text only ever enters it as text, never as markup.

const PLACEHOLDER = /(\[[A-Z_]+_\d+(?: incomplete)?\])/;
const WHO = { caller: "You", agent: "Assistant" };
const list = document.getElementById("captions");
const empty = document.getElementById("empty");

export function clearCaptions() {
  list.replaceChildren();
  empty.hidden = false;
}

// Adds words to the side's turn, or begins its next one.
export function caption(side, text) {
  empty.hidden = true;
  const last = list.lastElementChild;
  const turn = last?.dataset.side === side ? last : newTurn(side);
  const words = document.createElement("span");
  words.append(...text.trim().split(PLACEHOLDER).map(word));
  turn.append(" ", words);
  list.scrollTop = list.scrollHeight;
}

function newTurn(side) {
  const turn = document.createElement("li");
  const who = document.createElement("b");
  turn.dataset.side = side;
  who.textContent = WHO[side];
  turn.append(who);
  list.append(turn);
  return turn;
}

function word(part) {
  if (!PLACEHOLDER.test(part)) return part;
  const chip = document.createElement("span");
  chip.className = "chip";
  chip.textContent = part;
  return chip;
}
