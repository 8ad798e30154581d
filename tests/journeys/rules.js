// The rules of axe on this page. What looks as something that passed before is not judged again for its contrast:
// that one rule takes three quarters of the time, and depends on computed style alone, as long as text lies within
// the box whose background it stands on. What sticks out of that box is judged each time.
async ([options, known]) => {
  const UNDER = ["backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode", "position", "zIndex"];
  const TEXT = ["color", "fontSize", "fontWeight", "textShadow", "visibility"];
  const NOTHING = "rgba(0, 0, 0, 0) none 1 none normal static auto";
  const TYPED = "input, select, textarea, button";
  const CONTRAST = "color-contrast";
  const grounds = new Map();

  const say = (style, names) => names.map((name) => style[name]).join(" ");
  const holdsText = (element) =>
    element.matches(TYPED) || [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());

  // What an element stands on: every box around it that paints something, and the nearest of them.
  const groundOf = (element) => {
    if (!element) return { look: "", box: null };
    if (!grounds.has(element)) {
      const own = say(getComputedStyle(element), UNDER);
      const around = groundOf(element.parentElement);
      grounds.set(element, own === NOTHING ? around : { look: `${own} / ${around.look}`, box: element });
    }
    return grounds.get(element);
  };
  const lookOf = (element) => `${say(getComputedStyle(element), TEXT)} on ${groundOf(element).look}`;
  const sticksOut = (element) => {
    const around = groundOf(element.parentElement).box;
    if (!around) return false;
    const [inner, outer] = [element.getBoundingClientRect(), around.getBoundingClientRect()];
    return inner.left < outer.left - 1 || inner.top < outer.top - 1
      || inner.right > outer.right + 1 || inner.bottom > outer.bottom + 1 || sticksOut(around);
  };

  const isSeen = (element) => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true })
      && box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0;
  };

  const texts = [...document.body.querySelectorAll("*")].filter((one) => holdsText(one) && isSeen(one));
  const looks = new Map(texts.map((one) => [one, lookOf(one)]));
  const seen = new Set(known);
  const fresh = texts.filter((one) => !seen.has(looks.get(one)) || sticksOut(one));

  const all = await axe.run({ ...options, rules: { [CONTRAST]: { enabled: false } } });
  const contrast = fresh.length
    ? await axe.run(fresh, { runOnly: [CONTRAST], resultTypes: ["violations", "passes"], elementRef: true })
    : { violations: [], passes: [] };
  const passed = contrast.passes.flatMap((rule) => rule.nodes.map((node) => looks.get(node.element)));
  return { violations: [...all.violations, ...contrast.violations], looks: [...new Set(passed.filter(Boolean))] };
}
