// Shows one chat as Telegram would: text and entities only, never markup from a message.
const $ = (id) => document.getElementById(id);
let chat = Number(sessionStorage.getItem("chat")) || 1;
let shown = "";
const opened = new Set();

async function send(path, body) {
  await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ chat, ...body }) });
  await look();
}

function make(name, text, className) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre" };

function styled(entity, key) {
  if (entity.type === "text_link") {
    const link = make("a");
    if (/^https?:/.test(entity.url)) link.href = entity.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer nofollow";
    return link;
  }
  if (entity.type.endsWith("blockquote")) {
    const quote = make("blockquote", undefined, opened.has(key) || entity.type === "blockquote" ? "open" : "");
    quote.addEventListener("click", () => { opened.add(key); quote.className = "open"; });
    return quote;
  }
  return make(TAGS[entity.type] || "span");
}

// Offsets are UTF-16 units, as in a JavaScript string. Entities are nested or apart, never crossed.
function write(parent, text, entities, from, to, number) {
  let at = from;
  for (let i = 0; i < entities.length; i += 1) {
    const entity = entities[i];
    const end = entity.offset + entity.length;
    if (entity.offset < at) continue;
    parent.append(text.slice(at, entity.offset));
    const part = styled(entity, `${number}:${entity.offset}`);
    const inside = entities.slice(i + 1).filter((other) => other.offset >= entity.offset && other.offset + other.length <= end);
    write(part, text, inside, entity.offset, end, number);
    parent.append(part);
    at = end;
  }
  parent.append(text.slice(at, to));
}

function keys(message) {
  const board = make("div", undefined, "keys");
  for (const row of message.reply_markup.inline_keyboard) {
    const line = make("div");
    for (const button of row) {
      if (button.url) {
        const link = make("a", `${button.text} ↗`);
        if (/^https?:/.test(button.url)) link.href = button.url;
        link.target = "_blank";
        link.rel = "noopener noreferrer nofollow";
        line.append(link);
      } else {
        const key = make("button", button.text);
        key.addEventListener("click", () => send("/__press", { data: button.callback_data, message: message.message_id }));
        line.append(key);
      }
    }
    board.append(line);
  }
  return board;
}

function bubble(message) {
  const outer = make("div", undefined, message.mine ? "message mine" : "message");
  const inner = make("div", undefined, "bubble");
  inner.dir = "auto";
  if (message.document) {
    const file = make("a", `⤓ ${message.document.file_name} (${Math.ceil(message.document.file_size / 1024)} kB)`, "document");
    if (!message.mine) file.href = `/__file/${chat}/${message.message_id}`;
    inner.append(file);
  }
  const text = message.text ?? message.caption ?? "";
  const entities = [...(message.entities || [])].sort((a, b) => a.offset - b.offset || b.length - a.length);
  write(inner, text, entities, 0, text.length, message.message_id);
  outer.append(inner);
  if (message.reply_markup) outer.append(keys(message));
  return outer;
}

async function look() {
  let seen;
  try {
    seen = await (await fetch(`/__chat?chat=${chat}`)).json();
  } catch {
    $("state").textContent = "not reachable";
    return;
  }
  $("state").textContent = seen.draft != null || seen.typing ? "is typing…" : "bot";
  const now = JSON.stringify([chat, seen]);
  if (now === shown) return;
  shown = now;
  const thread = $("thread");
  const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
  thread.replaceChildren(...seen.messages.map(bubble));
  if (seen.draft != null) {
    const draft = bubble({ text: seen.draft || "…", message_id: 0 });
    draft.classList.add("draft");
    thread.append(draft);
  }
  if (atEnd) thread.scrollTop = thread.scrollHeight;
  $("alert").textContent = seen.alert;
  $("alert").hidden = !seen.alert;
  $("menu").replaceChildren(...seen.commands.map(({ command, description }) => {
    const item = make("button");
    item.append(make("b", `/${command}`), make("span", description));
    item.addEventListener("click", () => { menu(false); send("/__say", { text: `/${command}` }); });
    return item;
  }));
}

function menu(open) {
  $("menu").hidden = !open;
  $("commands").setAttribute("aria-expanded", String(open));
}

$("commands").addEventListener("click", () => menu($("menu").hidden));
$("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = $("box").value.trim();
  $("box").value = "";
  if (text) send("/__say", { text });
});
$("box").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $("say").requestSubmit();
  }
});
$("file").addEventListener("change", async () => {
  const [file] = $("file").files;
  if (file) await fetch(`/__file?chat=${chat}&name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
  $("file").value = "";
  await look();
});
$("language").addEventListener("change", () => send("/__language", { language: $("language").value }));
$("other").addEventListener("click", async () => {
  chat = 2 + Math.floor(Math.random() * 1e9);
  sessionStorage.setItem("chat", chat);
  await send("/__language", { language: $("language").value });
  await send("/__say", { text: "/start" });
});

const link = new URLSearchParams(location.search).get("start");
if (link) send("/__say", { text: `/start ${link}` });
await look();
setInterval(look, 400);
