package io.gatehouse.partner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** TXT records read by the client that ships, from a real name server. */
class TextRecordsTests {
    private static final String NAME = "_gatehouse-challenge.northwind.example";
    private static final String PROOF = "gatehouse-domain-proof=AAECAwQFBgcICQoLDA0ODw";

    private final TestDns dns = new TestDns();
    private final TextRecords records = new TextRecords(dns.provider(), Duration.ofMillis(200));

    @AfterEach
    void stop() {
        dns.close();
    }

    @Test
    void areReadOneByOne() {
        dns.texts(NAME, List.of("v=spf1 include:mail.example -all"), List.of(PROOF), List.of("say \"hello\" \\ bye"));
        assertThat(records.at(NAME))
                .containsExactlyInAnyOrder("v=spf1 include:mail.example -all", PROOF, "say \"hello\" \\ bye");
    }

    @Test
    void ofSeveralStringsSayThemInARow() {
        dns.texts(NAME, List.of(PROOF.substring(0, 23), PROOF.substring(23)), List.of("a b", " c", "d"));
        assertThat(records.at(NAME)).containsExactlyInAnyOrder(PROOF, "a b cd");
    }

    @Test
    void areFoundByWayOfAnAlias() {
        dns.alias(NAME, "proofs.hosting.example", PROOF);
        assertThat(records.at(NAME)).containsExactly(PROOF);
    }

    @Test
    void areNoneWhereThereIsNoNameNorAnythingAtIt() {
        dns.texts("empty.northwind.example");
        assertThat(records.at("empty.northwind.example")).isEmpty();
        assertThat(records.at("nothing.northwind.example")).isEmpty();
    }

    @Test
    void areNoneWhereTheServerFailsOrSaysNothing() {
        dns.fails("failing.northwind.example");
        dns.staysSilent("silent.northwind.example");
        assertThat(records.at("failing.northwind.example")).isEmpty();
        assertThat(records.at("silent.northwind.example")).isEmpty();
    }

    @Test
    void areAskedForAtTheMachinesResolverOutsideOfTests() {
        assertThat(new TextRecords().at("_gatehouse-challenge.nothing.invalid")).isEmpty();
    }
}
