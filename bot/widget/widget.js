"use strict";

// <safe-to-ask language="ur" exit="https://www.bbc.co.uk/weather" api="/chat">
//   language  start in this language, without the chooser
//   exit      where "Leave this page" goes
//   api       the server; if absent, the folder of this script
//   fill      fill the whole window
//
// What the person writes lives in the private fields and the shadow tree below, and nowhere else:
// no cookie, no browser storage, no log.

// A block, so that nothing in it becomes a global of the page that shows the widget.
{
  const SCRIPT_FOLDER = new URL(".", document.currentScript.src).href;
  const EXIT = "https://www.bbc.co.uk/weather";
  const ENGLISH = { language: "en", autonym: "", direction: "ltr", strings: {} };
  const LONGEST_MESSAGE = 2000;
  const COUNTDOWN_FROM = 1800;
  const PATIENCE_MS = 15_000;
  const SHIFT_MS = 5_000;

  const LEFT_TO_RIGHT_ISOLATE = "\u2066";
  const FIRST_STRONG_ISOLATE = "\u2068";
  const PROTECTED_RUN = /([\u2066\u2068][^\u2069]*\u2069)/;
  const RIGHT_TO_LEFT_LETTER = /[\u0590-\u08ff\ufb1d-\ufefc]/;
  const PHONE = /^ *\d(?: *\d){2,} *$/;
  const SAFE_LINK = /^(?:https|tel|sms):/;
  const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[a-z0-9]+)*$/i;

  function element(tag, attributes, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) {
      if (typeof value === "function") node.addEventListener(name, value);
      else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.filter((child) => child !== null && child !== undefined));
    return node;
  }

  // English is known to run left to right; of other languages the browser looks at the first letter.
  function inLanguage(language) {
    return { lang: language, dir: language === "en" ? "ltr" : "auto" };
  }

  function link(href, attributes, ...children) {
    return SAFE_LINK.test(href) ? element("a", { href, ...attributes }, ...children) : element("span", {}, ...children);
  }

  function outsideLink(href, attributes, ...children) {
    return link(href, { target: "_blank", rel: "noopener noreferrer", ...attributes }, ...children);
  }

  // Without isolation a phone number turns round in a right-to-left sentence: 247 2000 0808.
  function isolate(value) {
    const text = String(value).replace(/[\u2066-\u2069]/g, "");
    return (/^[\d +]+$/.test(text) ? LEFT_TO_RIGHT_ISOLATE : FIRST_STRONG_ISOLATE) + text + "\u2069";
  }

  function inOwnDirection(...pieces) {
    const node = element("bdi", {}, ...pieces);
    if (!RIGHT_TO_LEFT_LETTER.test(node.textContent)) node.className = "latin";
    return node;
  }

  function protectedField(run, canLink) {
    const text = run.slice(1, -1);
    if (run[0] === FIRST_STRONG_ISOLATE) return inOwnDirection(text);
    const field = element("bdi", { dir: "ltr" }, text);
    if (canLink && PHONE.test(text)) return link("tel:" + text.replaceAll(" ", ""), {}, field);
    if (canLink && text.startsWith("https://")) return outsideLink(text, {}, field);
    return field;
  }

  function withFields(text, canLink = true) {
    return text.split(PROTECTED_RUN).map((piece) => (PROTECTED_RUN.test(piece) ? protectedField(piece, canLink) : piece));
  }

  class SafeToAsk extends HTMLElement {
    #root = this.attachShadow({ mode: "open" });
    #parts = {};
    #ui = ENGLISH;
    #language = "en";
    #languages = null;
    #state = {};
    #placeInTalk = 0;
    #isInUse = false;
    #request = null;
    #listening = null;
    #shiftPresses = 0;
    #shiftTimer = null;
    #shiftWasUsed = false;

    connectedCallback() {
      this.#root.adoptedStyleSheets = [STYLE];
      this.#listening = new AbortController();
      const { signal } = this.#listening;
      document.addEventListener("keyup", (event) => this.#countShift(event), { capture: true, signal });
      // The browser may keep a left page alive for its Back button: it must keep an empty one.
      window.addEventListener("pagehide", () => this.#wipe(), { signal });
      window.addEventListener("pageshow", (event) => event.persisted && this.#start(), { signal });
      this.#start();
    }

    disconnectedCallback() {
      this.#listening.abort();
      this.#wipe();
    }

    #start() {
      this.#wipe();
      this.#drawFrame();
      const wanted = this.getAttribute("language") ?? "";
      if (LANGUAGE_TAG.test(wanted)) this.#begin(wanted, () => this.#openChooser());
      else this.#openChooser();
    }

    #wipe() {
      this.#request?.abort();
      this.#request = null;
      this.#forgetShift();
      if (this.#parts.input) this.#parts.input.value = "";
      this.#root.replaceChildren();
      this.#parts = {};
      this.#state = {};
      this.#ui = ENGLISH;
      this.#language = "en";
      this.#isInUse = false;
    }

    // ---- Words ----

    // Babel collects the English from calls of `_`, so its first argument is always a plain string.
    _(english, values = {}) {
      const translated = this.#ui.strings[english];
      const text = (translated || english).replace(/%\((\w+)\)s/g, (whole, name) => isolate(values[name]));
      const untranslated = !translated && this.#ui.language !== "en";
      return element("span", untranslated ? { class: "untranslated", ...inLanguage("en") } : {}, ...withFields(text, false));
    }

    #inEnglish(draw) {
      const ui = this.#ui;
      this.#ui = ENGLISH;
      try {
        return draw();
      } finally {
        this.#ui = ui;
      }
    }

    // ---- The frame: header, language chooser, talk, question box ----

    #drawFrame() {
      const parts = (this.#parts = {
        leave: element("a", { class: "leave", href: this.#exit, rel: "nofollow noreferrer", click: (event) => this.#leaveByLink(event) }),
        danger: element("a", { class: "danger", href: "tel:999" }),
        language: element("button", { type: "button", hidden: true, "aria-controls": "chooser", "aria-expanded": "false", click: () => this.#toggleChooser() }),
        shiftStatus: element("p", { class: "unseen", role: "status" }),
        chooser: element("section", { id: "chooser", class: "chooser", hidden: true, "aria-labelledby": "choose" }),
        intro: element("section", { class: "intro" }),
        log: element("div", { role: "log", class: "log", "aria-labelledby": "title" }),
        waiting: element("p", { class: "waiting", "aria-hidden": "true", hidden: true }),
        alert: element("div", { role: "alert" }),
        label: element("label", { for: "question" }),
        input: element("textarea", {
          id: "question", rows: "2", dir: "auto", autocomplete: "off", autocapitalize: "off", autocorrect: "off", enterkeyhint: "send",
          // A browser's spelling help may send the words to its maker.
          spellcheck: "false", "aria-describedby": "left too-long",
          input: () => this.#checkLength(), keydown: (event) => this.#sendOnEnter(event),
        }),
        left: element("p", { id: "left", class: "left" }),
        tooLong: element("p", { id: "too-long", class: "too-long", role: "status" }),
        send: element("button", { type: "submit", class: "send" }),
      });
      parts.talk = element("div", { hidden: true }, parts.intro, parts.log);
      parts.form = element("form", { hidden: true, submit: (event) => this.#send(event) },
        parts.label, element("div", { class: "question" }, parts.input, parts.send), parts.left, parts.tooLong);
      parts.header = element("header", {}, parts.leave, parts.language, parts.danger);
      parts.widget = element("section", { class: "widget", "aria-labelledby": "title", keydown: (event) => event.key === "Escape" && this.#closeChooser() },
        parts.header, parts.shiftStatus, element("div", { class: "body" }, parts.chooser, parts.talk, parts.waiting),
        element("footer", {}, parts.alert, parts.form));
      this.#root.append(parts.widget);
      this.#nameParts();
    }

    #nameParts() {
      const parts = this.#parts;
      parts.widget.lang = this.#ui.language;
      parts.widget.dir = this.#ui.direction;
      // NOTE: A button. It takes the person to a harmless website at once, in case somebody is looking.
      parts.leave.replaceChildren(this._("Leave this page"));
      parts.danger.replaceChildren(this._("In danger now? Call %(number)s", { number: 999 }));
      // NOTE: Read aloud before the name of the language on the button that changes it.
      parts.language.replaceChildren(element("span", { class: "unseen" }, this._("Language"), " "), element("span", {}, this.#ui.autonym));
      parts.label.replaceChildren(this._("Write your question"));
      parts.send.replaceChildren(this._("Send"));
      parts.intro.replaceChildren(
        // NOTE: The title. It is neutral on purpose: somebody may see it on the screen.
        element("h2", { id: "title", tabindex: "-1" }, this._("Help and information")),
        element("p", {}, this._("You can ask in your own words, or tap a question below.")),
        element("ul", {},
          element("li", {}, this._("This is a computer program, not a person.")),
          element("li", {}, this._("It gives general information. It cannot give advice about your own case.")),
          element("li", {}, this._("We do not keep what you write.")),
          element("li", {}, this._("Your phone or computer may still show that you visited this page. Leaving does not delete your history.")),
          element("li", {}, this._("To leave fast, tap the button at the top. On a keyboard, press Shift three times."))),
        this.#ui.draft ? element("p", { class: "note" }, this._("This translation has not been checked yet by a translator.")) : "");
      this.#checkLength();
    }

    async #openChooser() {
      this.#clearAlert();
      try {
        this.#languages ??= (await this.#fetch("languages")).languages;
        this.#drawChooser(this.#languages);
      } catch {
        this.#fail(this._("We could not get an answer. You can try again."), () => this.#openChooser());
      }
    }

    #drawChooser(languages) {
      const { chooser } = this.#parts;
      const buttons = languages.map(({ language, autonym, direction }) =>
        element("button", { type: "button", lang: language, dir: direction, "aria-current": language === this.#language && this.#ui.autonym ? "true" : null,
          click: () => this.#chooseLanguage(language, autonym) }, autonym));
      chooser.replaceChildren(element("h2", { id: "choose", tabindex: "-1" }, this._("Choose your language")), element("div", {}, ...buttons));
      this.#show("chooser");
      this.#moveFocus(chooser.querySelector("h2"));
    }

    #toggleChooser() {
      if (this.#request) return;
      this.#isInUse = true;
      if (this.#parts.chooser.hidden) this.#openChooser();
      else this.#closeChooser();
    }

    #closeChooser() {
      // Before the first choice there is no talk to go back to.
      if (this.#parts.chooser.hidden || !this.#ui.autonym) return;
      this.#clearAlert();
      this.#show("talk");
      this.scrollTop = this.#placeInTalk;
      this.#moveFocus(this.#parts.language);
    }

    #show(screen) {
      const { chooser, talk, form, language } = this.#parts;
      const choosing = screen === "chooser";
      if (choosing) this.#placeInTalk = this.scrollTop;
      chooser.hidden = !choosing;
      talk.hidden = form.hidden = choosing;
      language.hidden = !this.#ui.autonym;
      language.setAttribute("aria-expanded", String(choosing));
      this.scrollTo(0, 0);
    }

    // A page that merely shows the widget keeps the focus, and its place, until the person uses the widget.
    #moveFocus(node) {
      if (this.#isInUse) node.focus({ preventScroll: true });
    }

    #chooseLanguage(language, autonym) {
      if (this.#request) return;
      this.#isInUse = true;
      if (!this.#parts.log.childElementCount) this.#begin(language);
      else if (language === this.#language) this.#closeChooser();
      else {
        this.#closeChooser();
        this.#choose({ choice: "change_language", language, label: autonym });
      }
    }

    async #begin(language, otherwise) {
      this.#clearAlert();
      try {
        await this.#loadLanguage(language);
      } catch {
        if (otherwise) return otherwise();
        return this.#fail(this._("We could not get an answer. You can try again."), () => this.#begin(language));
      }
      this.#language = this.#ui.language;
      this.#show("talk");
      this.#moveFocus(this.#parts.intro.querySelector("h2"));
      this.#greet();
    }

    async #loadLanguage(language) {
      this.#ui = await this.#fetch("languages/" + encodeURIComponent(language));
      this.#nameParts();
      this.#parts.language.hidden = false;
    }

    // ---- The talk ----

    #greet() {
      this.#ask({ choice: "greet", language: this.#language }, null, () => this.#greet());
    }

    #choose({ choice, language, label, state }, labelLanguage = language) {
      if (this.#request) return;
      const again = () => this.#choose({ choice, language, label, state }, labelLanguage);
      this.#ask({ choice, language: language ?? this.#language, state }, this.#say(label, labelLanguage), again);
    }

    async #send(event) {
      event.preventDefault();
      const { input } = this.#parts;
      const message = input.value;
      if (this.#request || !message.trim() || this.#length() > LONGEST_MESSAGE) return;
      input.value = "";
      this.#checkLength();
      const answered = await this.#ask({ message, language: this.#language }, this.#say(message));
      if (answered) return;
      // She may have gone on writing while she waited.
      input.value = [message, input.value].filter(Boolean).join("\n");
      this.#checkLength();
    }

    #sendOnEnter(event) {
      // Enter also ends a word in some keyboards (Chinese, Tigrinya): that is not yet a message.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
      this.#send(event);
    }

    async #ask(question, bubble, retry) {
      this.#clearAlert();
      try {
        const reply = await this.#fetch("message", { ...question, state: { ...this.#state, ...question.state } });
        // Her question is answered even if the words of the buttons cannot follow into the new language.
        if (reply.language !== this.#ui.language) await this.#loadLanguage(reply.language).catch(() => {});
        this.#drawReply(reply);
        this.#state = reply.state;
        this.#language = reply.language;
        return true;
      } catch {
        bubble?.remove();
        this.#fail(retry
          ? this._("We could not get an answer. You can try again.")
          : this._("We could not get an answer. Your words are still here. You can try again."), retry);
        return false;
      }
    }

    async #fetch(path, body) {
      const request = (this.#request = new AbortController());
      const timer = setTimeout(() => request.abort(), PATIENCE_MS);
      const wiped = () => this.#request !== request;
      this.#showWaiting(body ? this._("Getting an answer") : "");
      try {
        const response = await fetch(this.#api + path, {
          method: body ? "POST" : "GET",
          headers: body ? { "Content-Type": "application/json" } : {},
          body: body && JSON.stringify(body),
          signal: request.signal,
          credentials: "omit",
          cache: "no-store",
          referrerPolicy: "no-referrer",
          redirect: "error",
        });
        if (!response.ok) throw new Error(response.status);
        return await response.json();
      } finally {
        clearTimeout(timer);
        // After a wipe nobody may hear of this any more, so the caller is left waiting for ever.
        if (wiped()) await new Promise(() => {});
        this.#request = null;
        this.#hideWaiting();
      }
    }

    #showWaiting(words) {
      const { widget, waiting } = this.#parts;
      waiting.replaceChildren(words, " …");
      waiting.hidden = false;
      widget.classList.add("busy");
    }

    #hideWaiting() {
      this.#parts.waiting.hidden = true;
      this.#parts.widget.classList.remove("busy");
    }

    #fail(words, retry) {
      this.#parts.alert.replaceChildren(
        element("p", {}, words),
        element("p", { class: "row" },
          retry ? element("button", { type: "button", click: retry }, this._("Try again")) : "",
          link("tel:999", { class: "danger" }, this._("In danger now? Call %(number)s", { number: 999 }))));
    }

    #clearAlert() {
      this.#parts.alert.replaceChildren();
    }

    #length() {
      return [...this.#parts.input.value.normalize("NFC")].length;
    }

    #checkLength() {
      const { left, tooLong, send } = this.#parts;
      const length = this.#length();
      const isTooLong = length > LONGEST_MESSAGE;
      const isNear = length >= COUNTDOWN_FROM && !isTooLong;
      left.replaceChildren(isNear ? this._("%(left)s characters left", { left: LONGEST_MESSAGE - length }) : "");
      // Written once, or a screen reader would say it again at every letter.
      if (isTooLong !== send.disabled) {
        tooLong.replaceChildren(isTooLong ? this._("Your message is too long. Please make it shorter. Your words are still here.") : "");
      }
      send.disabled = isTooLong;
    }

    // ---- Messages ----

    #say(text, language) {
      // NOTE: Read aloud before what the person wrote herself.
      const bubble = element("p", { class: "mine" }, element("span", { class: "unseen" }, this._("You:"), " "),
        element("span", { class: "bubble", dir: "auto", lang: language }, ...withFields(text, false)));
      this.#parts.log.append(bubble);
      this.#scrollTo(bubble);
      return bubble;
    }

    #drawReply({ messages, language, direction }) {
      const isFirst = !this.#parts.log.childElementCount;
      const reply = element("div", { class: "reply", lang: language, dir: direction },
        ...messages.map((message) => this.#drawMessage(message, language)));
      this.#parts.log.append(reply);
      // The first reply stands under the opening lines, which she has not read yet.
      if (!isFirst) this.#scrollTo(reply);
    }

    #drawMessage(message, language) {
      const title = message.title ? element("h3", {}, ...withFields(message.title)) : "";
      const card = element("section", { class: "message " + message.type }, title, ...this.#drawBody(message, language));
      if (message.draft) card.append(this.#drawDraftNote(message.english));
      return card;
    }

    #drawBody(message, language) {
      return [
        ...this.#drawParagraphs(message.paragraphs ?? [], language),
        ...(message.calls ?? []).map((call) => this.#drawCall(call)),
        ...(message.services ?? []).map((service) => this.#drawService(service, language)),
        message.choices ? this.#drawChoices(message.choices, language) : "",
      ];
    }

    #drawDraftNote(english) {
      const note = element("div", { class: "note" }, element("p", {}, this._("This translation has not been checked yet by a translator.")));
      if (!english) return note;
      const show = this._("Show in English");
      const hide = this._("Hide English");
      const original = this.#inEnglish(() => element("div", { class: "original", lang: "en", dir: "ltr", hidden: true }, this.#drawMessage({ ...english, draft: false }, "en")));
      const toggle = element("button", { type: "button", class: "quiet", click: () => {
        original.hidden = !original.hidden;
        toggle.replaceChildren(original.hidden ? show : hide);
      } }, show);
      note.append(toggle, original);
      return note;
    }

    // Neighbouring paragraphs with the same sources share one list of them, right beneath; an area is named where it begins.
    #drawParagraphs(paragraphs, language) {
      const key = ({ area, sources }) => JSON.stringify([area ?? null, sources ?? []]);
      return paragraphs.map((paragraph, index) => {
        const opens = paragraph.area !== paragraphs[index - 1]?.area;
        const closes = index === paragraphs.length - 1 || key(paragraph) !== key(paragraphs[index + 1]);
        return element("div", { class: "paragraph" },
          opens && paragraph.area ? element("p", { class: "area" }, inOwnDirection(...withFields(paragraph.area))) : "",
          ...this.#drawText(paragraph.text, paragraph.language, language),
          closes && paragraph.sources?.length ? this.#drawSources(paragraph.sources) : "");
      });
    }

    #drawText(text, textLanguage, language) {
      const isForeign = textLanguage && textLanguage !== language;
      const paragraph = element("p", isForeign ? inLanguage(textLanguage) : {}, ...withFields(text));
      if (!isForeign) return [paragraph];
      return [element("p", { class: "note" }, this._("Not translated yet. This part is in English.")), paragraph];
    }

    #drawSources(sources) {
      return element("details", {},
        element("summary", {}, this._("Where this comes from")),
        element("ul", {}, ...sources.map((source) => this.#drawSource(source))));
    }

    #drawSource({ title, publisher, url, published, checked, language }) {
      return element("li", {},
        element("p", inLanguage(language ?? "en"), publisher, element("br"), outsideLink(url, {}, title)),
        published ? element("p", {}, this._("Published: %(date)s", { date: published })) : "",
        checked ? element("p", {}, this._("Checked: %(date)s", { date: checked })) : "");
    }

    #drawCall({ name, phone, href, note }) {
      return element("div", { class: "call" },
        name !== phone ? element("p", {}, ...withFields(name)) : "",
        link(href, { class: "button" }, this._("Call %(phone)s", { phone })),
        note ? element("p", {}, ...withFields(note)) : "");
    }

    #drawService(service, language) {
      const { name, summary, summary_language, phone, href, text, email, web, hours, ways, area, caution } = service;
      return element("article", { class: "service" },
        element("h4", {}, element("bdi", { lang: "en", dir: "ltr" }, name)),
        area ? element("p", { class: "area" }, inOwnDirection(...withFields(area))) : "",
        ...this.#drawText(summary, summary_language, language),
        hours ? element("p", {}, ...withFields(hours)) : "",
        ways ? element("p", {}, ...withFields(ways)) : "",
        caution ? element("p", { class: "caution" }, ...withFields(caution)) : "",
        phone ? link(href, { class: "button" }, this._("Call %(phone)s", { phone })) : "",
        text ? link(text.href, { class: "button quiet" }, this._("Text %(number)s", { number: text.number })) : "",
        text?.label ? element("p", {}, ...withFields(text.label)) : "",
        email ? link(email.href, { class: "button quiet" }, this._("Write an email")) : "",
        web ? outsideLink(web, { class: "button quiet" }, this._("Website")) : "");
    }

    #drawChoices(choices, language) {
      return element("div", { class: "choices" }, ...choices.map((choice) =>
        element("button", { type: "button", lang: choice.language, click: () => this.#choose(choice, choice.language ?? language) },
          inOwnDirection(...withFields(choice.label, false)))));
    }

    // Moves only the widget, never the page around it.
    #scrollTo(node) {
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const distance = node.getBoundingClientRect().top - this.#parts.header.getBoundingClientRect().bottom;
      this.scrollBy({ top: distance - 8, behavior: calm ? "instant" : "smooth" });
    }

    // ---- Leaving ----

    get #api() {
      const api = this.getAttribute("api");
      return (api ? new URL(api, document.baseURI).href : SCRIPT_FOLDER).replace(/\/*$/, "/");
    }

    get #exit() {
      const { protocol, href } = element("a", { href: this.getAttribute("exit") || EXIT });
      return /^https?:$/.test(protocol) ? href : EXIT;
    }

    #leaveByLink(event) {
      event.preventDefault();
      this.#leave();
    }

    #leave() {
      const exit = this.#exit;
      this.#wipe();
      this.#root.replaceChildren(element("div", { class: "blank" }));
      document.title = "Weather";
      // `replace` below sends the referrer by the page's own rule, unlike the link with its noreferrer.
      document.head.append(element("meta", { name: "referrer", content: "no-referrer" }));
      // Inside a frame the page around it has to go as well; a browser that forbids it throws.
      try {
        if (window.top !== window) window.top.location.replace(exit);
      } catch {}
      window.location.replace(exit);
    }

    // As GOV.UK does: Shift alone, three times; a Shift that made a capital letter does not count.
    #countShift(event) {
      const isAlone = event.key === "Shift" && !this.#shiftWasUsed;
      this.#shiftWasUsed = event.shiftKey;
      if (!isAlone) return this.#forgetShift();
      clearTimeout(this.#shiftTimer);
      this.#shiftTimer = setTimeout(() => this.#forgetShift(), SHIFT_MS);
      this.#shiftPresses += 1;
      if (this.#shiftPresses === 1) this.#parts.shiftStatus?.replaceChildren(this._("Press Shift two more times to leave this page."));
      if (this.#shiftPresses === 2) this.#parts.shiftStatus?.replaceChildren(this._("Press Shift one more time to leave this page."));
      if (this.#shiftPresses === 3) this.#leave();
    }

    #forgetShift() {
      clearTimeout(this.#shiftTimer);
      this.#shiftPresses = 0;
      this.#parts.shiftStatus?.replaceChildren();
    }
  }

  // Not a <style> element: a strict Content-Security-Policy would refuse one.
  function stylesheet(css) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return sheet;
  }

  // Sizes are in em, from the reader's own text size: rem would follow the page around the widget.
  const STYLE = stylesheet(`
    :host {
      all: initial; display: block; overflow: auto; block-size: min(100dvh, 44em); color-scheme: light dark;
      --page: #f6f4ee; --card: #fff; --text: #1c2b2a; --soft: #4a5a58; --line: #7d8f8c; --teal: #0b5351; --on-teal: #fff; --mine: #d8ebe8; --red: #9c1c1c;
      background: var(--page); color: var(--text); scroll-padding-block: 8em 10em; overscroll-behavior: contain;
      font: 1.0625em/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Naskh Arabic", "Noto Nastaliq Urdu", sans-serif;
    }
    :host([hidden]) { display: none; }
    :host([fill]) { position: fixed; inset: 0; block-size: auto; }
    @media (prefers-color-scheme: dark) {
      :host { --page: #101a19; --card: #1a2625; --text: #eef3f2; --soft: #b4c3c0; --line: #7f918e; --teal: #8fd3cc; --on-teal: #0b1f1e; --mine: #1d403d; --red: #ff9d94; }
    }
    :lang(ur) { font-family: "Noto Nastaliq Urdu", "Urdu Typesetting", "Noto Naskh Arabic", system-ui, sans-serif; line-height: 2.1; }
    :lang(en) { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; line-height: 1.55; }
    bdi[dir="ltr"], bdi.latin { font-family: system-ui, sans-serif; }
    [href^="tel:"] bdi, [href^="sms:"] bdi { white-space: nowrap; }
    .untranslated { display: inline-block; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .widget { min-block-size: 100%; display: flex; flex-direction: column; overflow-wrap: anywhere; }
    header, .body, footer { inline-size: 100%; max-inline-size: 46em; margin-inline: auto; padding-inline: .75em; }
    header { position: sticky; inset-block-start: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .4em; padding-block: .4em; background: var(--page); border-block-end: 1px solid var(--line); }
    header > * { flex: 1 1 auto; }
    .body { flex: 1; padding-block: .75em; }
    footer { background: var(--page); }
    form, [role="alert"]:not(:empty) { padding-block: .6em; border-block-start: 1px solid var(--line); }
    @media (min-height: 34em) { footer { position: sticky; inset-block-end: 0; z-index: 1; } }

    h2, h3, h4, p, ul { margin: 0; }
    h2 { font-size: 1.3em; } h3 { font-size: 1.1em; } h4 { font-size: 1em; }
    h2:focus { outline: none; }
    ul { padding-inline-start: 1.2em; }
    li::marker { font-family: system-ui, sans-serif; }
    a { color: var(--teal); }
    button, header a, .button, .danger {
      display: inline-flex; align-items: center; justify-content: center; min-block-size: 44px; min-inline-size: 44px; padding: .25em .9em;
      border: 2px solid var(--teal); border-radius: .5em; background: var(--card); color: var(--teal); font: inherit; font-weight: 600; text-align: start; text-decoration: none; cursor: pointer;
    }
    .leave, .send, .button:not(.quiet) { background: var(--teal); color: var(--on-teal); }
    .danger { border-color: var(--red); color: var(--red); }
    button:disabled, .busy .send, .busy .choices button { opacity: .6; cursor: default; }
    :focus-visible { outline: 3px solid var(--text); outline-offset: 2px; }
    .leave, .danger { text-align: center; text-wrap: balance; }
    header .leave { flex-grow: 3; }

    .chooser > div { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(11em, 100%), 1fr)); gap: .5em; margin-block-start: .75em; }
    .chooser button { min-block-size: 52px; }
    [aria-current] { background: var(--mine); }
    .intro ul { font-size: .9375em; }
    .intro > * + * { margin-block-start: .5em; }
    .log { display: flex; flex-direction: column; gap: .9em; margin-block-start: .9em; }
    .reply { display: flex; flex-direction: column; gap: .75em; }
    .mine { align-self: flex-end; max-inline-size: 88%; }
    .bubble { display: block; padding: .5em .8em; border: 1px solid var(--line); border-radius: .9em; background: var(--mine); white-space: pre-wrap; }
    .message { display: flex; flex-direction: column; gap: .6em; padding: .75em .9em; border: 1px solid var(--line); border-radius: .6em; background: var(--card); }
    .message > p, .paragraph > p { white-space: pre-line; }
    .message.choices, .original .message { padding: 0; border: 0; background: none; }
    .emergency { border: 4px solid var(--red); }
    .emergency .button { background: var(--red); border-color: var(--red); color: var(--card); }
    .choices > .choices, .call, .service { display: flex; flex-direction: column; gap: .5em; }
    .paragraph, div.note { display: flex; flex-direction: column; gap: .35em; }
    .choices button { justify-content: flex-start; }
    .note > .quiet { align-self: flex-start; }
    .service { padding-block-start: .75em; border-block-start: 1px solid var(--line); }
    .call .button, .service .button { align-self: stretch; font-size: 1.1em; }
    .area { inline-size: fit-content; padding-inline: .5em; border: 1px solid var(--line); border-radius: .4em; color: var(--soft); font-size: .875em; }
    .note, details { color: var(--soft); font-size: .9375em; }
    .caution { padding-inline-start: .6em; border-inline-start: 4px solid var(--red); }
    .original { margin-block-start: .6em; padding-block-start: .6em; border-block-start: 1px dashed var(--line); color: var(--text); }
    summary { min-block-size: 44px; padding-block: .5em; color: var(--teal); cursor: pointer; }
    details li { margin-block-end: .5em; }
    details li > p { text-align: -webkit-match-parent; text-align: match-parent; }
    details a { display: inline-block; min-block-size: 24px; }
    .waiting { margin-block-start: .75em; color: var(--soft); }
    .row { display: flex; flex-wrap: wrap; gap: .5em; margin-block-start: .5em; }

    label { display: block; margin-block-end: .2em; font-weight: 600; }
    .question { display: flex; gap: .5em; align-items: stretch; }
    textarea { flex: 1; min-inline-size: 0; padding: .5em .6em; border: 2px solid var(--line); border-radius: .5em; background: var(--card); color: var(--text); font: inherit; resize: none; field-sizing: content; max-block-size: 8em; }
    .left, .too-long { color: var(--soft); font-size: .9375em; }
    .too-long { color: var(--red); font-weight: 600; }
    .unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    .blank { position: fixed; inset: 0; z-index: 2147483647; background: Canvas; }
    @media (forced-colors: active) { .leave, .send, .button { border-color: LinkText; } [aria-current] { border-style: double; border-width: 4px; } }
    @media print { header { display: none; } }
  `);

  customElements.define("safe-to-ask", SafeToAsk);
}
