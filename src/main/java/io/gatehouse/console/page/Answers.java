package io.gatehouse.console.page;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** What was done is said on the page that follows. The address names it, since the console keeps no state for it. */
@ControllerAdvice("io.gatehouse.console")
class Answers {
    private static final Pattern WORD = Pattern.compile("[a-z-]{1,40}");

    private final MessageSource texts;

    Answers(MessageSource texts) {
        this.texts = texts;
    }

    @ModelAttribute
    void done(@RequestParam(name = "done", required = false) @Nullable String done, Model model) {
        if (done == null || !WORD.matcher(done).matches()) {
            return;
        }
        var key = "console.done." + done;
        if (texts.getMessage(key, null, null, Locale.ENGLISH) != null) {
            model.addAttribute("done", key);
        }
    }
}
