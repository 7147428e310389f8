package io.gatehouse.identityprovider.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NoticeSettingsTests {
    @Test
    void tellsTheAccountManagerUnlessToldOtherwise() {
        assertThat(bind(Map.of())).isEqualTo(new NoticeProperties(List.of(), true));
    }

    @Test
    void isReadByTheseNames() {
        var set = bind(Map.of(
                "gatehouse.identityprovider.notices.to", "a@vendor.example,b@vendor.example",
                "gatehouse.identityprovider.notices.account-manager", "false"));

        assertThat(set).isEqualTo(new NoticeProperties(List.of("a@vendor.example", "b@vendor.example"), false));
    }

    private static NoticeProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("gatehouse.identityprovider.notices", NoticeProperties.class);
    }
}
