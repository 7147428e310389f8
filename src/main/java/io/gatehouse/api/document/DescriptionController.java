package io.gatehouse.api.document;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The OpenAPI document of the API, for whoever asks: it tells nothing of what is kept here. */
@RestController
class DescriptionController {
    private static final String WRITTEN = "openapi/v1.yaml";

    private final byte[] document;

    DescriptionController() throws IOException {
        try (var yaml = new ClassPathResource(WRITTEN).getInputStream()) {
            this.document = new ObjectMapper()
                    .writeValueAsBytes(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(yaml));
        }
    }

    @GetMapping("/api/v1/openapi.json")
    ResponseEntity<byte[]> describe() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(document);
    }
}
