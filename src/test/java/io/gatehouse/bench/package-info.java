/** Measurements, run by scripts and never by a build. */
@NullMarked
package io.gatehouse.bench;

import org.jspecify.annotations.NullMarked;
