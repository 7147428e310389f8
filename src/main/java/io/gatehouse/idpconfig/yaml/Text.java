package io.gatehouse.idpconfig.yaml;

/** A value as written, and where. */
public record Text(String value, Place place) {}
