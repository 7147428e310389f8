package io.gatehouse.architecture.face;

import java.util.List;

/** A face as it may be. */
public record ShowsOnlyItself(List<String> names) {}
