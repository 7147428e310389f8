package io.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.gatehouse.keys.ServiceKeys.ServiceKey;
import io.gatehouse.testing.TestGrantKey;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class JwksControllerTests {
    private final ServiceKey newer = TestGrantKey.make();
    private final ServiceKey older = TestGrantKey.make();
    private final AtomicReference<List<ServiceKey>> keys = new AtomicReference<>(List.of(newer, older));
    private final MockMvc mvc =
            MockMvcBuilders.standaloneSetup(new JwksController(keys::get)).build();

    @Test
    void publishesEveryKeyWithoutAnyPrivateMember() throws Exception {
        var body = mvc.perform(get("/.well-known/jwks.json"))
                .andExpect(status().isOk())
                .andExpect(content().contentTypeCompatibleWith("application/jwk-set+json"))
                .andExpect(jsonPath("$.keys", hasSize(2)))
                .andExpect(jsonPath("$.keys[0].kid").value(newer.id()))
                .andExpect(jsonPath("$.keys[0].use").value("sig"))
                .andExpect(jsonPath("$.keys[0].alg").value("ES256"))
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(JWKSet.parse(body).getKeys()).noneMatch(JWK::isPrivate);
        assertThat(body).doesNotContain("\"d\"");
    }

    @Test
    void mayBeKeptForFiveMinutes() throws Exception {
        mvc.perform(get("/.well-known/jwks.json"))
                .andExpect(header().string("Cache-Control", containsString("max-age=300")))
                .andExpect(header().string("Cache-Control", containsString("public")));
    }

    @Test
    void answersNotModifiedUntilAKeyChanges() throws Exception {
        var tag = mvc.perform(get("/.well-known/jwks.json"))
                .andReturn()
                .getResponse()
                .getHeader("ETag");
        mvc.perform(get("/.well-known/jwks.json").header("If-None-Match", tag)).andExpect(status().isNotModified());
        keys.set(List.of(newer));
        mvc.perform(get("/.well-known/jwks.json").header("If-None-Match", tag)).andExpect(status().isOk());
    }
}
