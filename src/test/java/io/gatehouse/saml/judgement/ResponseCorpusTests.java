package io.gatehouse.saml.judgement;

import static io.gatehouse.saml.judgement.Judging.code;
import static io.gatehouse.saml.judgement.ResponseCorpus.bytes;
import static io.gatehouse.saml.judgement.ResponseCorpus.judging;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehouse.saml.judgement.ResponseCorpus.Row;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses of real products and published attacks, each at its clock, with the verdict and the code of the index. */
class ResponseCorpusTests {
    @ParameterizedTest
    @MethodSource("rows")
    void judgesStrictlyByDefault(Row row) {
        var judgement = judging(row, List.of()).judge(bytes(row.get("file")));
        assertThat(code(judgement)).as("%s: %s", row.get("file"), judgement).isEqualTo(row.get("code"));
        assertThat(row.get("strict_expected")).isEqualTo(row.get("code").equals("-") ? "accept" : "reject");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void acceptsWithItsExceptionsWhatOnlyTheyMakeAcceptable(Row row) {
        var exceptions = Arrays.asList(row.get("exceptions").split(","));
        var judgement = judging(row, exceptions).judge(bytes(row.get("file")));
        assertThat(code(judgement).equals("-") ? "accept" : "reject")
                .as("%s: %s", row.get("file"), judgement)
                .isEqualTo(row.get("expected"));
    }

    @ParameterizedTest
    @MethodSource("behindAnException")
    void reachesTheDefectBehindARefusedAlgorithm(String file, String exception, String code) {
        var row = rows().filter(r -> r.get("file").equals(file)).findFirst().orElseThrow();
        assertThat(code(judging(row, List.of(exception)).judge(bytes(file)))).isEqualTo(code);
    }

    static Stream<Arguments> behindAnException() {
        return Stream.of(
                Arguments.of("oktadev-conditions-expired.xml", "insecure-canonicalization", "response-expired"),
                Arguments.of("oktadev-wrong-audience.xml", "insecure-canonicalization", "audience-mismatch"),
                Arguments.of("status-requester-signed.xml", "insecure-sha1-until", "idp-declined"),
                Arguments.of("onelogin-demo-signed-assertion.xml", "insecure-sha1-until", "response-expired"));
    }

    static Stream<Row> rows() {
        return ResponseCorpus.rows();
    }
}
