{# Woken by an empty message when the number is called, it asks the hall what there is to say. -#}
const WORDS = {{ words | tojson }};

/** The number this worker was made for stands at the end of its scope. */
const page = registration.scope;
const token = new URL(page).pathname.split("/")[2];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("push", (event) => event.waitUntil(tell()));
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open());
});

async function tell() {
  const level = await fetch(`/api/v1/public/tickets/${token}`).then((answer) => (answer.ok ? answer.json() : null)).catch(() => null);
  const words = WORDS[level?.language] ?? WORDS.vi;
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  // A browser wants something shown for each message, also where the hall does not answer or the call is over.
  const isCalled = level?.state === "called";
  const title = isCalled ? fill(words.woken, level) : fill(words["woken-look"], { label: level?.label ?? "" });
  await registration.showNotification(title, {
    body: isCalled ? fill(words["woken-where"], level) : "", tag: token, renotify: true, requireInteraction: true,
    vibrate: [400, 200, 400, 200, 400], icon: "/pages/mark.svg", lang: level?.language ?? "vi",
  });
}

async function open() {
  const known = await clients.matchAll({ type: "window" });
  const here = known.find((client) => client.url.startsWith(page));
  return here ? here.focus() : clients.openWindow(page);
}
