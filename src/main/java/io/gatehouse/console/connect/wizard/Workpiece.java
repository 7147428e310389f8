package io.gatehouse.console.connect.wizard;

import io.gatehouse.identityprovider.ProviderSettings;
import io.gatehouse.identityprovider.RegistrationId;
import io.gatehouse.identityprovider.connect.ConnectSession;
import io.gatehouse.identityprovider.guide.VendorGuide;
import io.gatehouse.identityprovider.lifecycle.ProviderLife;
import io.gatehouse.identityprovider.lifecycle.ProviderLife.Chapter;
import io.gatehouse.identityprovider.metadata.IdpMetadata;
import io.gatehouse.partner.Partner;
import org.jspecify.annotations.Nullable;

/**
 * The connection that somebody is at work on: one of their session's partner.
 *
 * @param guide of the vendor they chose, or else the one recognised
 * @param seesAll whether they may learn of other partners
 */
record Workpiece(ConnectSession session, Partner partner, ProviderLife life, VendorGuide guide, boolean seesAll) {
    RegistrationId id() {
        return life.provider().id();
    }

    /** Where a page of it is. */
    String at(String page) {
        return "/connect/providers/" + id() + "/" + page;
    }

    /** What a change made now would change. */
    Chapter latest() {
        return life.latest().orElseThrow();
    }

    ProviderSettings settings() {
        return latest().version().settings();
    }

    /** What is known of their side; public, since pages ask. */
    public @Nullable IdpMetadata metadata() {
        return latest().version().metadata();
    }
}
