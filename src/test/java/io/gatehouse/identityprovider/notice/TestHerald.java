package io.gatehouse.identityprovider.notice;

import io.gatehouse.keys.BaseUrl;
import io.gatehouse.mail.Letter;
import io.gatehouse.partner.Partners;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/** A herald whose letters a test reads. */
public final class TestHerald {
    private TestHerald() {}

    public static Herald of(Partners partners, List<Letter> letters) {
        return new Herald(
                new NoticeProperties(List.of("admin@vendor.example"), true),
                partners,
                new BaseUrl(URI.create("https://gate.example")),
                (Consumer<Letter>) letters::add);
    }
}
