// What does the page do more than its forms: stream the answer, keep the place, hear news. Without this file everything still works.
const $ = (id) => document.getElementById(id);
const [page, thread, form, box, send, stop, status, alert, words] =
  [document.body, $("thread"), $("say"), $("box"), $("send"), $("stop"), $("status"), $("alert"), $("words").dataset];
const STAGES = ["reading", "searching", "planning", "writing"];
let conversation = page.dataset.conversation;
let last = Number(page.dataset.last);
let running = null;
let news = null;

document.documentElement.classList.add("js");
const slidable = () => thread.querySelectorAll(".slide").forEach((slider) => { slider.disabled = false; });
slidable();

const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function make(tag, kind, text) {
  const node = document.createElement(tag);
  node.className = kind;
  node.textContent = text;
  return node;
}

function complain(text) {
  alert.textContent = "";
  setTimeout(() => { alert.textContent = text; }, 30);
}

async function begin() {
  if (conversation) return;
  const answer = await fetch("/chat/open", { method: "POST" });
  if (!answer.ok) throw await answer.json();
  conversation = page.dataset.conversation = (await answer.json()).conversation;
  follow();
}

// A pending turn: what was said, the stage, and the text as it comes.
function pending(said) {
  document.querySelectorAll(".choices, .of-skills, .starters").forEach((old) => { old.inert = true; });
  $("welcome").hidden = true;
  const turn = make("article", "turn pending", "");
  if (said) {
    const bubble = make("div", "said", "");
    bubble.append(make("h3", "quiet", words.you), make("p", "", said));
    bubble.lastChild.dir = "auto";
    turn.append(bubble);
  }
  const reply = make("div", "reply", "");
  const stage = make("p", "stage", words.reading);
  reply.append(make("h3", "quiet", words.adviser), stage);
  turn.append(reply);
  thread.append(turn);
  turn.scrollIntoView({ block: "end" });
  return { turn, reply, stage, texts: new Map() };
}

function busy(is) {
  send.hidden = is;
  stop.hidden = !is;
}

// Server-sent events over fetch: EventSource can only GET.
async function* events(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      const fields = Object.fromEntries(part.split("\n").filter((line) => !line.startsWith(":")).map((line) => {
        const at = line.indexOf(": ");
        return [line.slice(0, at), line.slice(at + 2)];
      }));
      if (fields.data) yield { name: fields.event, id: fields.id, data: JSON.parse(fields.data) };
    }
  }
}

async function ask(message, seen, label) {
  if (running) return;
  running = new AbortController();
  seen ??= pending(label ?? message.text);
  busy(true);
  complain("");
  try {
    await begin();
    await listen(message, seen);
  } catch (problem) {
    failed(message, seen, problem);
  } finally {
    running = null;
    busy(false);
  }
}

async function listen(message, seen) {
  const headers = { "Content-Type": "application/json", Accept: "text/event-stream" };
  if (seen.event) headers["Last-Event-ID"] = seen.event;
  const answer = await fetch(`/v1/conversations/${conversation}/messages`,
    { method: "POST", headers, body: JSON.stringify(message), signal: running.signal });
  if (!answer.ok) throw await answer.json();
  for await (const { name, id, data } of events(answer)) {
    if (id) seen.event = id;
    if (name === "status" && STAGES.includes(data.stage)) seen.stage.textContent = words[data.stage];
    if (name === "delta") write(seen, data);
    if (name === "problem") throw data;
    if (name === "reply") return finish(seen, data);
  }
  throw new Error("ended early");
}

function write(seen, { block, text }) {
  if (!seen.texts.has(block)) {
    const node = make("p", "text", "");
    seen.stage.before(node);
    seen.texts.set(block, node);
  }
  seen.texts.get(block).textContent += text;
}

async function finish(seen, reply) {
  await show(seen.turn);
  const text = reply.blocks.find((block) => block.type === "text" || block.type === "notice")?.text ?? "";
  const steps = reply.blocks.filter((block) => block.type === "pathway").flatMap((block) => block.steps).length;
  const [first] = text.match(/^.*?[.!?](?=\s|$)/s) ?? [text];
  status.textContent = `${words.answered} ${first} ${steps ? thread.querySelector("#latest .totals strong")?.textContent ?? "" : ""}`;
}

// The server draws the turns, so that a page with and without script is the same page.
async function show(old) {
  const answer = await fetch(`/chat/turns?after=${last}`);
  if (!answer.ok) throw await answer.json();
  const made = new DOMParser().parseFromString(await answer.text(), "text/html");
  // two may ask at once: what one of them has shown the other leaves out
  const turns = [...made.querySelectorAll("article.turn")].filter((turn) => Number(turn.dataset.number) > last);
  if (!turns.length) old?.remove();
  if (!turns.length) return;
  thread.querySelectorAll("details.chip").forEach((chip) => chip.replaceWith(make("span", "chip", chip.firstElementChild.textContent)));
  thread.querySelectorAll(".choices, .deny, .thumbs, .what-if, .edit").forEach((form) => form.remove());
  thread.querySelector("#latest")?.removeAttribute("id");
  old?.remove();
  thread.append(...turns);
  slidable();
  last = Number(turns.at(-1).dataset.number);
  const state = turns.at(-1).dataset.state || page.dataset.state;
  if (answer.headers.get("Content-Language") !== document.documentElement.lang || state !== page.dataset.state) await speak();
  if (state !== page.dataset.state) setTimeout(follow);  // who listens for a person looks more often
  page.dataset.state = state;
  turns.at(-1).scrollIntoView({ block: "start", behavior: "smooth" });
}

// The adviser answers in the learner's language, or somebody else speaks: the page follows, without losing what is being typed.
async function speak() {
  const made = new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html");
  const $new = (id) => made.getElementById(id);
  Object.assign(document.documentElement, { lang: made.documentElement.lang, dir: made.documentElement.dir });
  document.title = made.title;
  document.querySelector(".top").replaceWith(made.querySelector(".top"));
  Object.assign(words, { ...$new("words").dataset });
  $("presence").replaceWith($new("presence"));
  box.placeholder = $new("box").placeholder;
  [send.textContent, stop.textContent] = [$new("send").textContent, $new("stop").textContent];
  $("hand-in").textContent = $new("hand-in").textContent;
  document.querySelector("label[for=box]").textContent = made.querySelector("label[for=box]").textContent;
}

function failed(message, seen, problem) {
  const stopped = problem.name === "AbortError";
  seen.stage.textContent = stopped ? words.stopped : "";
  if (!stopped) complain([problem.detail, problem.hint].filter(Boolean).join(" ") || words.failed);
  const again = make("button", "plain", stopped ? words.resume : words.retry);
  again.type = "button";
  again.addEventListener("click", () => { again.remove(); box.focus(); ask(message, seen); });
  seen.reply.append(again);
  document.querySelectorAll(".choices, .of-skills, .starters").forEach((old) => { old.inert = false; });
}

// An edited message and moved sliders are words too, as the server would make them of the form.
function worded(at) {
  const box = at.elements.text;
  if (box?.dataset.words) return box.value.trim() && box.dataset.words.replace("{text}", () => box.value.trim());
  if (box) return box.value;
  const moved = [...at.querySelectorAll("input[data-words]")].filter((each) => each.value && each.value !== each.defaultValue);
  return moved.map((each) => each.dataset.words.replace("{n}", each.value)).join(" ");
}

function slide({ target }) {
  const label = target.closest(".suppose label");
  const [slider, number] = label?.querySelectorAll("input") ?? [];
  if (slider) (target === slider ? number : slider).value = target.value;
}

function submit(event) {
  const at = event.target;
  if (at.getAttribute("action") !== "/chat") return;
  event.preventDefault();
  const by = event.submitter;
  const text = (by?.name === "text" ? by.value : worded(at)).trim();
  const choice = by?.name === "choice" ? by.value : "";
  if (running || (!text && !choice)) return;
  const label = choice ? by.ariaLabel ?? by.textContent : text;
  if (at === form) box.value = "";
  box.focus();
  ask({ ...(choice ? { choice } : { text }), client_message_id: fresh() }, undefined, label);
}

// What others say meanwhile: a provider's answer, a person who takes over.
function follow() {
  news?.close();
  if (!conversation || document.hidden) return;
  news = new EventSource(`/v1/conversations/${conversation}/events?after=${last}`);
  news.addEventListener("turn", async (event) => {
    if (running || Number(event.lastEventId) <= last) return;
    await show(null);
    status.textContent = words.news;
  });
}

// A thumb needs no new page; the place says thank you.
async function mark(event) {
  const at = event.target;
  if (at.getAttribute("action") !== "/chat/thumb") return;
  event.preventDefault();
  const answer = await fetch("/chat/thumb", { method: "POST", body: new FormData(at, event.submitter), redirect: "manual" });
  if (!answer.ok && answer.type !== "opaqueredirect") return complain(words.failed);
  at.replaceWith(make("p", "small", at.dataset.thanks));
  status.textContent = at.dataset.thanks;
  box.focus({ preventScroll: true });
}

document.addEventListener("input", slide);
document.addEventListener("submit", submit);
document.addEventListener("submit", mark);
document.addEventListener("change", (event) => { if (event.target.id === "language") event.target.form.submit(); });
document.addEventListener("visibilitychange", follow);
stop.addEventListener("click", () => { running?.abort(); box.focus(); });
box.addEventListener("keydown", (event) => {
  const composing = event.isComposing || event.keyCode === 229;
  if (event.key === "Enter" && !event.shiftKey && !composing && !matchMedia("(pointer: coarse)").matches) {
    event.preventDefault();
    form.requestSubmit(send);
  }
});
thread.addEventListener("click", (event) => {
  const mark = event.target.closest("a.mark");
  const source = mark && document.querySelector(mark.getAttribute("href"));
  source?.closest("details")?.setAttribute("open", "");
});
const OPEN = ".menu[open], .chip[open]";
document.addEventListener("click", (event) => {
  document.querySelectorAll(OPEN).forEach((each) => { if (!each.contains(event.target)) each.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelectorAll(OPEN);
  open.forEach((each) => { each.open = false; each.querySelector("summary").focus(); });
  if (!open.length && self !== top) leaveFrame();
});

// In a provider's page: ask it to close the frame. Only a page that may show the chat hears it.
function leaveFrame() {
  const allowed = (page.dataset.embedOn ?? "").split(" ").filter(Boolean);
  const around = allowed.filter((origin) => `${document.referrer}/`.startsWith(`${origin}/`));
  (around.length ? around : allowed).forEach((origin) => parent.postMessage({ cairn: "close" }, origin));
}

follow();
