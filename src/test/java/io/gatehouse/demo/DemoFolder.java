package io.gatehouse.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The demo's copy of {@code idp-config/}, in which the drafts get the sample identity provider's metadata. */
final class DemoFolder {
    private static final Pattern DRAFT = Pattern.compile("(?m)^( +)# +metadata: sample-idp\\.xml$");

    private DemoFolder() {}

    static Path write(Path root, Path home, String metadata) throws IOException {
        var folder = home.resolve("idp-config");
        for (var partner : new String[] {"northwind", "fabrikam"}) {
            var target = Files.createDirectories(folder.resolve(partner));
            var yaml =
                    Files.readString(root.resolve("idp-config").resolve(partner).resolve("partner.yaml"));
            var connected = DRAFT.matcher(yaml).replaceFirst("$1metadata: sample-idp.xml");
            if (connected.equals(yaml)) {
                throw new IllegalStateException(partner + "/partner.yaml has no draft to connect");
            }
            Files.writeString(target.resolve("partner.yaml"), connected);
            Files.writeString(target.resolve("sample-idp.xml"), metadata);
        }
        return folder;
    }
}
