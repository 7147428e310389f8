package io.gatehouse.keys.cookie;

import io.gatehouse.keys.BaseUrl;

/** Cookies of a gateway at any address. */
public final class TestCookies {
    private TestCookies() {}

    public static Cookies at(BaseUrl baseUrl) {
        return new Cookies(baseUrl);
    }
}
