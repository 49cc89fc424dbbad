/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Suggestions as one types, as the combobox of the ARIA Authoring Practices; everything else works
   without this script. */
(() => {
    "use strict";
    const box = document.getElementById("q");
    if (!box) return;
    const list = document.createElement("ul");
    const lang = document.documentElement.lang;
    let at = -1, asked = 0, timer = 0;
    list.id = "suggestions";
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    list.hidden = true;
    box.after(list);
    for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"],
        ["aria-autocomplete", "list"], ["aria-controls", list.id]])
        box.setAttribute(name, value);

    const close = () => {
        list.hidden = true;
        at = -1;
        box.setAttribute("aria-expanded", "false");
        box.removeAttribute("aria-activedescendant");
    };
    const choose = (item) => {
        box.value = item.dataset.text;
        close();
        box.form.requestSubmit();
    };
    const move = (to) => {
        const items = list.children;
        if (at >= 0) items[at].setAttribute("aria-selected", "false");
        at = (to + items.length) % items.length;
        items[at].setAttribute("aria-selected", "true");
        box.setAttribute("aria-activedescendant", items[at].id);
    };
    const show = (suggestions) => {
        list.replaceChildren(...suggestions.map((suggestion, i) => {
            const item = document.createElement("li");
            item.id = "suggestion-" + i;
            item.dataset.text = suggestion.text;
            item.setAttribute("role", "option");
            item.setAttribute("aria-selected", "false");
            item.textContent = suggestion.text;
            return item;
        }));
        at = -1;
        list.hidden = !suggestions.length;
        box.setAttribute("aria-expanded", String(!list.hidden));
    };
    const ask = async () => {
        const prefix = box.value.trim(), number = ++asked;
        if (prefix.length < 2) return close();
        try {
            const reply = await fetch("/api/v1/suggest?n=8&ui=" + lang + "&prefix=" +
                encodeURIComponent(prefix));
            if (reply.ok && number === asked) show((await reply.json()).suggestions);
        } catch {
            close();
        }
    };

    box.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(ask, 150);
    });
    box.addEventListener("keydown", (event) => {
        if (list.hidden) return;
        if (event.key === "ArrowDown") move(at + 1);
        else if (event.key === "ArrowUp") move(at < 0 ? -1 : at - 1);
        else if (event.key === "Enter" && at >= 0) choose(list.children[at]);
        else if (event.key === "Escape") close();
        else return;
        if (event.key !== "Enter") asked++;
        event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => {
        const item = event.target.closest("li");
        if (item) choose(item);
        event.preventDefault();
    });
    box.addEventListener("blur", close);
})();
