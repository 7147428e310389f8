package io.gatehouse.console.provider;

import io.gatehouse.identityprovider.ProviderSettings.Exceptions;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * An exception that weakens what is checked.
 *
 * @param name as in {@code partner.yaml}, also of the text that says what it lets through
 * @param until the day it ends by itself; empty if it stands until somebody takes it out
 * @param over whether that day is past
 */
public record Loosening(String name, String until, boolean over) {
    static List<Loosening> of(Exceptions exceptions, Clock clock) {
        var all = new ArrayList<Loosening>();
        var until = exceptions.sha1Until();
        if (until != null) {
            var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            all.add(new Loosening("insecure-sha1-until", until.toString(), until.isBefore(today)));
        }
        add(all, "insecure-cbc", exceptions.cbc());
        add(all, "insecure-rsa1_5", exceptions.rsa15());
        add(all, "insecure-canonicalization", exceptions.canonicalization());
        add(all, "insecure-missing-destination", exceptions.missingDestination());
        add(all, "insecure-long-validity", exceptions.longValidity());
        add(all, "insecure-http-endpoints", exceptions.httpEndpoints());
        return all;
    }

    private static void add(List<Loosening> all, String name, boolean stands) {
        if (stands) {
            all.add(new Loosening(name, "", false));
        }
    }
}
