package io.gatehouse.signin.flight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PurposeTests {
    @ParameterizedTest
    @EnumSource
    void isFoundByItsName(Purpose purpose) {
        assertThat(Purpose.of(purpose.code())).contains(purpose);
        assertThat(Purpose.of(purpose.name())).isEmpty();
    }

    @Test
    void ofASignInThatDoesNotSayItIsThePortal() throws IOException {
        var old = """
                {"id":"01890000-0000-7000-8000-000000000000","reference":{"value":"ACDEFGHJKM"},"startedAt":0}""";
        var json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
        assertThat(json.readValue(old, Journey.class).purpose()).isEqualTo(Purpose.PORTAL);
    }
}
