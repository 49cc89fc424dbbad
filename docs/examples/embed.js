/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Puts the search of a Parangon service on any page:
 *
 *   <div data-parangon="https://practices.example.org" data-lang="fr" data-filter="theme=eau-assainissement"></div>
 *   <script src="embed.js" defer></script>
 *
 * The service must be started with --cors and the origin of the page. Nothing is written to the page but text. */
(() => {
    "use strict";
    const words = {
        fr: {ask: "Chercher une pratique", go: "Chercher", none: "Aucune fiche ne correspond.", all: "Tous les résultats",
            wrong: "La recherche ne répond pas.", found: (n) => n + (n > 1 ? " fiches" : " fiche")},
        en: {ask: "Search for a practice", go: "Search", none: "No record matches.", all: "All results",
            wrong: "The search does not answer.", found: (n) => n + (n > 1 ? " records" : " record")},
    };

    const element = (name, attributes = {}, ...children) => {
        const made = document.createElement(name);
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        made.append(...children);
        return made;
    };

    const start = (root, number) => {
        const service = root.dataset.parangon.replace(/\/$/, "");
        const lang = root.dataset.lang === "en" ? "en" : "fr";
        const say = words[lang];
        const id = "parangon-" + number;
        const box = element("input", {type: "search", id, name: "q", maxlength: "1000"});
        const form = element("form", {role: "search"}, element("label", {for: id}, say.ask), " ", box, " ",
            element("button", {}, say.go));
        const status = element("p", {role: "status"});
        const list = element("ol");

        const show = (answer, address) => {
            status.textContent = answer.total ? say.found(answer.total) : say.none;
            list.replaceChildren(...answer.results.map((result) => {
                const place = result.lead && (result.lead.name || result.lead);
                const link = element("a", {href: service + "/practice/" + encodeURIComponent(result.id) + "?ui=" + lang},
                    result.title || result.id);
                const text = element("p", result.lang === lang ? {} : {lang: result.lang});
                for (const part of result.snippet || [])
                    text.append(part.hit ? element("mark", {}, part.text) : part.text);
                return element("li", {}, link, place ? " – " + place : "", text);
            }));
            if (answer.total > answer.results.length)
                list.append(element("li", {}, element("a", {href: address}, say.all)));
        };

        form.addEventListener("submit", async (event) => {
            event.preventDefault();
            const query = new URLSearchParams(root.dataset.filter || "");
            query.set("q", box.value);
            query.set("ui", lang);
            try {
                const reply = await fetch(service + "/api/v1/search?n=5&" + query);
                if (!reply.ok) throw new Error(reply.status);
                show(await reply.json(), service + "/?" + query);
            } catch {
                list.replaceChildren();
                status.textContent = say.wrong;
            }
        });
        root.append(form, status, list);
    };

    document.querySelectorAll("[data-parangon]").forEach(start);
})();
