package io.gatehouse.console.provider;

import io.gatehouse.console.page.Found;
import io.gatehouse.console.page.Moments;
import io.gatehouse.identityprovider.TestSignIn;
import org.jspecify.annotations.Nullable;

/**
 * A test sign-in as a line: what came of it, and nothing of whoever took it.
 *
 * @param outcome {@code passed}, {@code failed} or {@code open}
 * @param reason why a sign-in would have been refused; empty if it would not
 * @param current whether it was of the version that a test started now would be of
 */
public record TestLine(String at, String outcome, String reason, boolean current) {
    static TestLine of(TestSignIn test, @Nullable String latest) {
        var result = test.result();
        var found = Found.of(test);
        var reason = found == null ? null : found.get("reason");
        return new TestLine(
                Moments.minute(test.started()),
                result == null ? "open" : result.passed() ? "passed" : "failed",
                reason == null ? "" : reason.toString(),
                test.version().equals(latest));
    }
}
