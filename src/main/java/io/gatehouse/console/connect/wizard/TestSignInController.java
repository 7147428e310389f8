package io.gatehouse.console.connect.wizard;

import io.gatehouse.console.page.Found;
import io.gatehouse.identityprovider.TestSignIn;
import io.gatehouse.identityprovider.TestSignIns;
import io.gatehouse.signin.page.ContentPolicy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** The test: a real round trip to their side with exactly what would go live, and what came of the last ones. */
@Controller
class TestSignInController {
    private static final String PAGE = "/connect/providers/{id}/test";
    private static final int SHOWN = 5;

    private final Workpieces workpieces;
    private final TestSignIns tests;
    private final WizardPages pages;

    TestSignInController(Workpieces workpieces, TestSignIns tests, WizardPages pages) {
        this.workpieces = workpieces;
        this.tests = tests;
        this.pages = pages;
    }

    /**
     * A test as it is shown.
     *
     * @param current whether it was of the version that a test started now would be of
     * @param found what the examination found; null until it has ended
     */
    record Shown(TestSignIn test, boolean current, @Nullable Map<String, Object> found) {}

    @GetMapping(PAGE)
    void show(HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id)
            throws IOException {
        show(request, response, workpieces.of(request, id), null);
    }

    @PostMapping(PAGE)
    void begin(HttpServletRequest request, HttpServletResponse response, @PathVariable("id") String id)
            throws IOException {
        var work = workpieces.of(request, id);
        if (work.metadata() == null) {
            show(request, response, work, Trouble.of("no-metadata"));
            return;
        }
        var version = work.latest().version().hash();
        pages.sendOn(
                response,
                tests.begin(work.id(), version, work.session().actor()).path());
    }

    private void show(
            HttpServletRequest request, HttpServletResponse response, Workpiece work, @Nullable Trouble trouble)
            throws IOException {
        var metadata = work.metadata();
        if (metadata != null) {
            metadata.preferredSignOn().ifPresent(e -> ContentPolicy.mayLeadTo(request, e.location()));
        }
        var hash = work.latest().version().hash();
        var model = new HashMap<String, @Nullable Object>();
        model.put("ready", metadata != null);
        model.put("tested", work.latest().tested() != null);
        model.put(
                "tests",
                tests.latestOf(work.id(), SHOWN).stream()
                        .map(test -> new Shown(test, test.version().equals(hash), Found.of(test)))
                        .toList());
        pages.show(request, response, "test", "test", work, trouble, model);
    }
}
