package io.gatehouse.identityprovider.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityLikenessTests {
    private static final String REAL = "https://idp.northwind.example/saml";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.northwind.example/saml/",
                "HTTPS://IDP.Northwind.Example/saml",
                "http://idp.northwind.example/saml",
                "https://www.idp.northwind.example/saml",
                "https://idp.n0rthwind.example/saml",
                "https://ldp.northwind.example/saml",
                "https://1dp.northwind.example/saml",
                "https://idp.northvvind.example/saml",
                "https://idp.northwind.exarnple/saml",
                "https://\u0456dp.northwind.example/saml",
                "https://idp.n\u043erthw\u0456nd.example/saml",
                "https://idp.n\u03bfrthwind.example/saml",
                "https://\uff49dp.northwind.example/saml",
                "https://idp.north\u200bwind.example/saml",
                "https://idp.n\u00f6rthwind.example/saml",
                "https://idp.xn--nrthwind-n4a.example/saml",
                "https://idp.xn--nrthwind-nbh.example/saml",
            })
    void takesForTheSameWhatPeopleWould(String counterfeit) {
        assertThat(EntityLikeness.of(counterfeit)).isEqualTo(EntityLikeness.of(REAL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://idp.southwind.example/saml",
                "https://idp.northwind.example/saml2",
                "https://idp.northwind.example/other",
                "urn:northwind",
                "https://sts.windows.net/413504eb-8622-47d2-aa72-ddbba4584471/",
            })
    void tellsApartWhatPeopleDo(String other) {
        assertThat(EntityLikeness.of(other)).isNotEqualTo(EntityLikeness.of(REAL));
    }

    @Test
    void tellsTheTenantsOfAVendorApart() {
        assertThat(EntityLikeness.of("https://sts.windows.net/413504eb-8622-47d2-aa72-ddbba4584471/"))
                .isNotEqualTo(EntityLikeness.of("https://sts.windows.net/413504eb-8622-47d2-aa72-ddbba4584472/"));
        assertThat(EntityLikeness.of("http://www.okta.com/exkdoocxa1VmjpXmX697"))
                .isNotEqualTo(EntityLikeness.of("http://www.okta.com/exkdoocxa1VmjpXmX698"));
    }
}
