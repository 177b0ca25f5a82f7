// The bar that the demo adds to SimCord's page: channels, time, and things to try.

const byId = (id) => document.getElementById(id);
const composer = byId("channel-composer");
const timeline = byId("channel-timeline");
const messages = byId("channel-message-list");
const capability = window.location.hash.slice(1);
const newer = byId("new-messages");
let followUntil = 0;
let stayUntil = 0;

async function ask(what = {}) {
  const answer = await fetch("/api/action", {
    method: "POST",
    cache: "no-store",
    headers: { "Content-Type": "application/json", "X-Simcord-Capability": capability },
    body: JSON.stringify({ kind: "demo", ...what }),
  });
  if (!answer.ok) throw new Error(`The demo answered ${answer.status}`);
  show(await answer.json());
}

function show({ now, moving, channels }) {
  byId("demo-now").textContent = now;
  for (const button of byId("demo-keys").children) button.disabled = moving;
  if (moving) follow();
  const shown = JSON.stringify(channels);
  const list = byId("demo-channels");
  if (list.dataset.shown === shown) return;
  list.dataset.shown = shown;
  list.replaceChildren(...channels.map(({ id, name, current, news }) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `#${name}`;
    if (current) button.setAttribute("aria-current", "page");
    if (news) button.setAttribute("aria-label", `#${name}, with news`);
    button.classList.toggle("demo-news", news);
    button.addEventListener("click", () => ask({ channel: id }));
    return button;
  }));
}

async function found(look) {
  for (let tries = 0; tries < 60; tries += 1) {
    const element = look();
    if (element) return element;
    await new Promise((done) => setTimeout(done, 50));
  }
  return null;
}

// Put a command into the message box, as if it had been typed; sending it is up to the visitor.
async function insert(command, options) {
  composer.querySelector(".command-context button")?.click();
  const input = byId("channel-composer-input");
  if (!input) return;
  input.focus();
  type(input, `/${command}`);
  const entry = await found(() => [...composer.querySelectorAll(".command-entry")]
    .find((each) => each.querySelector("strong")?.textContent === `/${command}`));
  entry?.click();
  for (const [name, value] of Object.entries(options)) {
    const field = await found(() => composer.querySelector(`.command-option-input[data-option="${name}"]`));
    field?.focus();
    if (field && value) type(field, value);
  }
  if (!composer.querySelector(".command-option-input")) byId("send-message").focus();
}

// Show what comes of what the visitor does, wherever they had scrolled to.
function follow() {
  followUntil = Date.now() + 4000;
}

function jump(changes) {
  const isNew = changes.some(({ addedNodes }) => [...addedNodes].includes(messages.lastElementChild));
  if (!isNew || Date.now() > followUntil) return;
  stayUntil = Date.now() + 2000;
  setTimeout(stay, 250);
}

// A message grows when its picture has loaded.
function stay() {
  if (Date.now() < stayUntil) timeline.scrollTop = timeline.scrollHeight;
}

// After a reload, SimCord shows newer messages only if it is asked to.
function showNewer() {
  if (!newer.hidden && Date.now() < followUntil) newer.click();
}

function type(field, text) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

new MutationObserver(jump).observe(messages, { childList: true });
new MutationObserver(showNewer).observe(newer, { attributes: true });
new ResizeObserver(stay).observe(messages);
composer.addEventListener("click", ({ target }) => target.closest("#send-message") && follow(), true);
composer.addEventListener("keydown", ({ key }) => key === "Enter" && follow(), true);
byId("modal-root").addEventListener("click", follow, true);
messages.addEventListener("click", follow, true);

byId("demo-keys").addEventListener("click", ({ target }) => {
  const key = target.closest("button")?.dataset.key;
  if (key) ask({ key });
});
byId("demo-try").addEventListener("click", ({ target }) => {
  const { command, ...options } = target.closest("button")?.dataset ?? {};
  if (command) insert(command, options);
});
messages.addEventListener("click", ({ target }) => {
  const mention = target.closest("span.command-mention");
  if (mention) insert(mention.textContent.slice(1), {});
});
document.addEventListener("click", ({ target }) => {
  const about = document.querySelector(".demo-about");
  if (!about.contains(target)) about.open = false;
});

if (window.matchMedia("(min-width: 761px)").matches) byId("messages-toggle").click(); // closes its list

async function poll() {
  try {
    await ask();
  } catch {
    byId("demo-now").textContent = "The demo has ended";
  }
  setTimeout(poll, 1000);
}
poll();
