package io.gatehouse.testing;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** One person at one browser: a page, a cookie jar, and what the browser complained about. */
public final class Visitor implements AutoCloseable {
    private static final Set<String> HEAVY = Set.of("serious", "critical");

    private static final int MOST_TABS = 20;
    private static final String WITHOUT_VISIBLE_FOCUS = """
            () => {
              const focused = document.activeElement;
              const style = getComputedStyle(focused);
              const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
              return outlined || style.boxShadow !== 'none' || focused === document.body ? null : focused.outerHTML;
            }""";

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Visitor(BrowserContext context) {
        this.context = context;
        context.setDefaultTimeout(15_000);
        this.page = context.newPage();
        page.onConsoleMessage(m -> {
            if (m.type().equals("error")) {
                complaints.add(m.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** The page they look at. */
    public Page page() {
        return page;
    }

    /** Their cookies, and more tabs. */
    public BrowserContext context() {
        return context;
    }

    /** Errors on the browser's console so far: a refused style, script or form target among them. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** Keeps the whole page as {@code target/screenshots/<name>.png}. */
    public Path screenshot(String name) {
        var file = Path.of("target", "screenshots", name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        return file;
    }

    /** Goes on with the Tab key until this has the focus; each thing on the way shows that it has it. */
    public Visitor tabsTo(String selector) {
        for (int i = 0; i < MOST_TABS; i++) {
            if ((boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector)) {
                return this;
            }
            page.keyboard().press("Tab");
            var hidden = page.evaluate(WITHOUT_VISIBLE_FOCUS);
            if (hidden != null) {
                throw new AssertionError("no visible focus: " + hidden);
            }
        }
        throw new AssertionError("the Tab key does not reach " + selector);
    }

    /** Whether the page is wider than the screen, so that reading it means scrolling sideways (WCAG 1.4.10). */
    public boolean scrollsSideways() {
        return (boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
    }

    /** What axe-core finds serious or critical on the page, in words; empty is good. Needs JavaScript. */
    public List<String> barriers() {
        // Legacy mode works in the page itself. Our pages have no frames of other origins, for which the other mode
        // opens a second page each time.
        var options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        return new AxeBuilder(page)
                .setLegacyMode(true).options(options).analyze().getViolations().stream()
                        .filter(rule -> HEAVY.contains(rule.getImpact()))
                        .map(Visitor::describe)
                        .toList();
    }

    private static String describe(Rule rule) {
        var where = rule.getNodes().stream().map(n -> n.getHtml()).toList();
        return rule.getImpact() + " " + rule.getId() + ": " + rule.getHelp() + " at " + where;
    }

    @Override
    public void close() {
        context.close();
    }
}
