package io.gatehouse.signin.secondfactor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The recovery codes as a file that the page itself carries: no second request could get them, since only hashes are kept. */
@Component
class RecoveryCodeFile {
    private final MessageSource texts;

    RecoveryCodeFile(MessageSource texts) {
        this.texts = texts;
    }

    /** A data URL (RFC 2397) of plain text. */
    String of(String account, List<String> codes) {
        var heading = texts.getMessage("recovery.file", new Object[] {account}, Locale.ENGLISH);
        var text = heading + "\n\n" + String.join("\n", codes) + "\n";
        return "data:text/plain;charset=utf-8,"
                + URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
