/** Connections for programs: linted, staged, tested, activated, rolled back and retired. */
@NullMarked
package io.gatehouse.api.provider;

import org.jspecify.annotations.NullMarked;
