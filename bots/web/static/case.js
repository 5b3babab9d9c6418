// What do the pages of a case do more than their forms: show what the learner writes, as they write it, and move sliders. Without this file one loads the page again, and types the number.
const page = document.body;
const [thread, status] = ["thread", "status"].map((id) => document.getElementById(id));
const words = document.getElementById("words")?.dataset;
const here = `/counsellor/cases/${page.dataset.case}`;
let last = Number(page.dataset.last);
let news = null;

async function show() {
  const answer = await fetch(`${here}/turns?after=${last}`);
  if (!answer.ok) return;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  const turns = [...made.querySelectorAll("article.turn")].filter((turn) => Number(turn.dataset.number) > last);
  if (!turns.length) return;
  thread.append(...turns);
  last = Number(turns.at(-1).dataset.number);
  status.textContent = words.news;
}

function follow() {
  news?.close();
  if (document.hidden) return;
  news = new EventSource(`${here}/events?after=${last}`);
  news.addEventListener("turn", show);
  news.addEventListener("state", (event) => {
    const box = document.getElementById("message");
    if (JSON.parse(event.data) !== page.dataset.state && !box?.value) location.reload();
  });
}

function slide({ target }) {
  const [slider, number] = target.closest(".suppose label")?.querySelectorAll("input") ?? [];
  if (number) (target === slider ? number : slider).value = target.value;
}

// An answer at hand goes where one writes, beside what stands there already.
document.querySelector(".at-hand")?.addEventListener("submit", (event) => {
  const box = document.getElementById("message");
  event.preventDefault();
  box.setRangeText(event.target.elements.answer.selectedOptions[0].dataset.text, box.selectionStart, box.selectionEnd, "end");
  box.focus();
});

document.querySelectorAll(".slide").forEach((slider) => { slider.disabled = false; });
document.addEventListener("input", slide);
if (thread) {
  document.addEventListener("visibilitychange", follow);
  follow();
}
