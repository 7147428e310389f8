package io.gatehouse.console.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.identityprovider.MetadataCorpus;
import io.gatehouse.identityprovider.MetadataCorpus.Row;
import io.gatehouse.identityprovider.MetadataCorpus.Said;
import io.gatehouse.testing.Gateway;
import io.gatehouse.testing.HttpBrowser;
import io.gatehouse.testing.TestClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of the corpus, brought on the pages that connect, by link as from the console. */
class MetadataCorpusPagesTests {
    private static final TestClock CLOCK = new TestClock(MetadataCorpus.CLOCK);
    private static final Pattern LINE = Pattern.compile("line (\\d+)");

    private static final HttpBrowser WIZARD = new HttpBrowser();
    private static Gateway gateway;
    private static URI metadata;

    @BeforeAll
    static void start() {
        gateway = Gateway.prepared().clock(CLOCK).start();
        var connecting = new TestConnecting(gateway);
        var partner = connecting.partner("corpus", "Corpus");
        connecting.begun(WIZARD, partner);
        WIZARD.get(gateway.at("/connect")).submit("/connect/providers", "vendor", "generic");
        metadata = gateway.at("/connect/providers/" + connecting.id("corpus-generic") + "/metadata");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void judgesEachFileOnTheSetUpPages(Row row) {
        boolean pasted = row.file().contains("utf16");
        var fields = new HashMap<>(pasted ? Map.of("from", "paste", "text", text(row)) : Map.of("from", "file"));
        fields.put("_csrf", WIZARD.get(metadata).form("/metadata").get("_csrf"));
        var page = TestConnecting.post(WIZARD, metadata, fields, pasted ? "" : text(row));

        switch (row.expected()) {
            case "choose" -> {
                assertThat(page.heading()).isEqualTo("Which one is yours?");
                assertThat(page.document().select("input[type=radio]").eachAttr("value"))
                        .containsExactlyElementsOf(row.entityIds());
            }
            case "reject" -> {
                // A form's empty file is none.
                if (row.bytes().length > 0) {
                    row.isWhatWasSaid(onSetUpPage(page));
                }
                assertThat(page.status()).isEqualTo(422);
            }
            default -> {
                assertThat(page.heading()).isEqualTo("What was read");
                row.isWhatWasSaid(onSetUpPage(page));
            }
        }
    }

    private static List<Said> onSetUpPage(HttpBrowser.Page page) {
        return page.document().select(".findings li").stream()
                .map(item -> new Said(
                        item.select("code").text(),
                        item.className(),
                        line(item.select(".quiet").text())))
                .toList();
    }

    private static int line(String text) {
        var line = LINE.matcher(text);
        assertThat(line.find()).as(text).isTrue();
        return Integer.parseInt(line.group(1));
    }

    private static String text(Row row) {
        var charset = row.file().contains("utf16") ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        return new String(row.bytes(), charset);
    }

    static Stream<Row> rows() {
        return MetadataCorpus.rows();
    }
}
