/* The tree of competences without a new page for each step, and with dragging. The buttons are a
   form that works by itself. */
(() => {
  const tree = () => document.getElementById("wn-tree");
  const said = document.getElementById("wn-tree-said");
  let dragged = null;
  let busy = false;

  /* Sends the form, shows the tree that comes back, and puts the focus where it was. */
  async function send(fields, key, wanted) {
    if (busy) return;
    busy = true;
    const body = new FormData(tree());
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    try {
      const answer = await fetch(window.location.href.split("#")[0], { method: "POST", body });
      if (!answer.ok) throw new Error(String(answer.status));
      show(new DOMParser().parseFromString(await answer.text(), "text/html"), key, wanted);
    } catch (error) {
      window.location.reload();
    } finally {
      busy = false;
    }
  }

  function show(page, key, wanted) {
    const fresh = page.getElementById("wn-tree");
    if (!fresh) {
      window.location.reload();
      return;
    }
    tree().replaceWith(fresh);
    prepare();
    const messages = [...page.querySelectorAll(".messages li")].map((one) => one.textContent.trim());
    said.textContent = messages.join(" ").replace(/\s+/g, " ");
    const row = document.getElementById(`wn-c${key}`);
    const button = wanted && row && row.querySelector(`button[value="${wanted}"]:not(:disabled)`);
    const target = button || (row && row.querySelector("a"));
    if (target) target.focus();
  }

  function place(row, event) {
    const box = row.getBoundingClientRect();
    const part = (event.clientY - box.top) / box.height;
    if (part < 0.3) return "before";
    return part > 0.7 ? "after" : "inside";
  }

  function unmark() {
    for (const row of document.querySelectorAll(".wn-tree__row")) {
      row.classList.remove(
        "wn-tree__row--before",
        "wn-tree__row--after",
        "wn-tree__row--inside",
      );
    }
  }

  function prepare() {
    tree().classList.add("wn-tree--drag");
    for (const row of tree().querySelectorAll(".wn-tree__row")) {
      row.draggable = true;
      const item = row.closest(".wn-tree__item");
      row.addEventListener("dragstart", (event) => {
        dragged = item;
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", item.dataset.key);
        item.classList.add("wn-tree__item--dragged");
      });
      row.addEventListener("dragend", () => {
        item.classList.remove("wn-tree__item--dragged");
        dragged = null;
        unmark();
      });
      row.addEventListener("dragover", (event) => {
        if (!dragged || dragged.contains(item)) return;
        event.preventDefault();
        unmark();
        row.classList.add(`wn-tree__row--${place(row, event)}`);
      });
      row.addEventListener("drop", (event) => {
        if (!dragged || dragged.contains(item)) return;
        event.preventDefault();
        const key = dragged.dataset.key;
        send({ move: key, to: item.dataset.key, place: place(row, event) }, key);
      });
    }
  }

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.target !== tree() || !button || button.name !== "step") return;
    event.preventDefault();
    send({ step: button.value }, button.value.split(":")[1], button.value);
  });

  if (tree()) prepare();
})();
