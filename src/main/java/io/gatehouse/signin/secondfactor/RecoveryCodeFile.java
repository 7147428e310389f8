package io.gatehouse.signin.secondfactor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The recovery codes as a file that the page itself carries: no second request could get them, since only hashes are kept. */
final class RecoveryCodeFile {
    private RecoveryCodeFile() {}

    /** A data URL (RFC 2397) of plain text. */
    static String of(String account, List<String> codes) {
        var text = "Recovery codes for " + account + "\nEach works once, in place of a code from your app.\n\n"
                + String.join("\n", codes) + "\n";
        return "data:text/plain;charset=utf-8,"
                + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
