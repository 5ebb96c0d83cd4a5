"use strict";
// Small comforts; every page works without them.
(() => {
  const said = document.querySelector(".said");
  let hush;

  const say = (words) => {
    said.textContent = words;
    said.hidden = false;
    clearTimeout(hush);
    hush = setTimeout(() => { said.hidden = true; }, 2200);
  };

  const copy = async (words, done) => {
    try {
      await navigator.clipboard.writeText(words);
      say(done);
    } catch {
      say("The browser does not let us copy; select and copy by hand.");
    }
  };

  const button = (name, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", act);
    return made;
  };

  // A reference is copied with one click.
  for (const place of document.querySelectorAll("[data-copy]")) {
    const words = place.textContent.trim();
    place.append(button("Copy", () => copy(words, "Copied.")));
  }

  // So is the address of the passage one has gone to.
  const offer = () => {
    const address = document.querySelector(":target > .address");
    if (!address || address.querySelector("button")) return;
    const link = `${location.origin}/text/${address.querySelector("code").textContent}`;
    address.append(" ", button("Copy link", () => copy(link, "Link copied.")));
  };
  addEventListener("hashchange", offer);
  offer();

  // A passage of a former version: go to where it is now.
  const former = document.body.dataset.follow;
  if (former && /^#[pn]\d+$/.test(location.hash)) {
    location.replace(`/follow?address=${encodeURIComponent(former + location.hash)}`);
  }

  // More witnesses than fit beside one another: a slider brings one beside the base, which stays where it is.
  const table = document.querySelector(".collation");
  const heads = table ? [...table.querySelectorAll(".witness-heads > div")] : [];
  if (heads.length > 3 && table.scrollWidth > table.clientWidth) {
    const slider = Object.assign(document.createElement("input"), { type: "range", min: 1, max: heads.length - 1, value: 1 });
    const shown = document.createElement("output");
    const slide = () => {
      const head = heads[slider.value];
      table.scrollTo({ left: head.offsetLeft - heads[1].offsetLeft, behavior: "smooth" });
      shown.textContent = head.querySelector("b").textContent;
    };
    const label = document.createElement("label");
    label.className = "slide";
    label.append("In view beside the base: witness ", shown, slider);
    slider.addEventListener("input", slide);
    table.before(label);
    slide();
  }

  // Keys: / searches, c cites, ← and → go along.
  const keys = {
    "/": () => document.getElementById("q") ?? document.getElementById("find"),
    "c": () => document.querySelector(":target > .address a, .tools a[href^='/cite/']"),
    "ArrowLeft": () => document.querySelector("a[rel=prev]"),
    "ArrowRight": () => document.querySelector("a[rel=next]"),
  };
  addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea, button, [tabindex='0']");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    const found = keys[event.key]();
    if (!found) return;
    event.preventDefault();
    if (found instanceof HTMLInputElement) found.focus(); else found.click();
  });
})();
