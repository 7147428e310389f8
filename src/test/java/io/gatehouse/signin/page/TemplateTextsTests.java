package io.gatehouse.signin.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** Every word that people read comes out of a message bundle: what stands in a template is there for whoever edits it. */
class TemplateTextsTests {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern WORD = Pattern.compile("\\p{L}");
    private static final Pattern MESSAGE = Pattern.compile("#\\{([a-z][\\w.-]*)[(}]");
    /** Codes, units and schemes, which are the same in every language. */
    private static final Set<String> SAME_EVERYWHERE = Set.of("s", "UTC:", "https://", "success", "failure");

    private static final List<String> SPOKEN = List.of("alt", "aria-label", "placeholder", "title", "value", "summary");

    @Test
    void noTemplateHasWordsOfItsOwn() {
        assertThat(templates())
                .hasSizeGreaterThan(20)
                .allSatisfy(file -> assertThat(ownWords(read(file))).isEmpty());
    }

    @Test
    void everyMessageThatATemplateNamesIsThere() {
        var texts = texts();
        assertThat(templates())
                .allSatisfy(file -> assertThat(
                                MESSAGE.matcher(read(file)).results().map(m -> m.group(1)))
                        .allSatisfy(key ->
                                assertThat(texts.getProperty(key)).as(key).isNotNull()));
    }

    @Test
    void findsWordsWhereverTheyStand() {
        assertThat(ownWords("<p>Hello</p>")).containsExactly("<p>: Hello");
        assertThat(ownWords("<p th:text='#{a}'>Hello</p>")).isEmpty();
        assertThat(ownWords("<p th:text='#{a}'>Hello <b>you</b></p>")).isEmpty();
        assertThat(ownWords("<p><b th:text='#{a}'>Hello</b> you</p>")).containsExactly("<p>: you");
        assertThat(ownWords("<p th:text=\"'Hello'\"></p>")).containsExactly("th:text: Hello");
        assertThat(ownWords("<p th:text='|${a} hours|'></p>")).containsExactly("th:text: hours");
        assertThat(ownWords("<img alt='Hello'>")).containsExactly("alt: Hello");
        assertThat(ownWords("<input type='hidden' value='hello'>")).isEmpty();
    }

    private static List<String> ownWords(String template) {
        var words = new ArrayList<String>();
        var document = Jsoup.parse(template, "", Parser.xmlParser());
        for (var element : document.getAllElements()) {
            if (element.parents().stream().noneMatch(TemplateTextsTests::isReplaced) && !isReplaced(element)) {
                element.textNodes().stream()
                        .map(node -> node.text().strip())
                        .filter(text -> WORD.matcher(text).find()
                                && !element.normalName().matches("style|script"))
                        .forEach(text -> words.add("<" + element.tagName() + ">: " + text));
            }
            if (!element.attr("type").equals("hidden")) {
                for (var name : SPOKEN) {
                    if (WORD.matcher(element.attr(name)).find()
                            && !element.hasAttr("th:" + name)
                            && !isData(element, name)) {
                        words.add(name + ": " + element.attr(name));
                    }
                }
            }
            literals(element.attr("th:text")).forEach(text -> words.add("th:text: " + text));
        }
        words.removeIf(found -> SAME_EVERYWHERE.contains(found.substring(found.indexOf(": ") + 2)));
        return words;
    }

    private static boolean isReplaced(Element element) {
        return element.hasAttr("th:text") || element.hasAttr("th:utext");
    }

    // What a button, a radio button or an option sends is no text.
    private static boolean isData(Element element, String attribute) {
        return attribute.equals("value")
                && !(element.tagName().equals("input") && element.attr("type").matches("submit|button|reset"));
    }

    /** Words in quotation marks or between bars that are not code. */
    private static Stream<String> literals(String expression) {
        var code = expression.replaceAll("[$#]\\{[^}]*(\\{[^}]*}[^}]*)*}", " ");
        return Pattern.compile("'([^']*)'|\\|([^|]*)\\|")
                .matcher(code)
                .results()
                .map(m -> Objects.requireNonNullElse(m.group(1), m.group(2)).strip())
                .filter(text -> WORD.matcher(text).find());
    }

    private static List<Path> templates() {
        try (var files = Files.walk(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties texts() {
        var texts = new Properties();
        try (var files = Files.newDirectoryStream(TEMPLATES.getParent(), "*.properties")) {
            for (var file : files) {
                texts.load(new StringReader(read(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
