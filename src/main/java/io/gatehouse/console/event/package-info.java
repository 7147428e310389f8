/** The console's page of login events. */
@NullMarked
package io.gatehouse.console.event;

import org.jspecify.annotations.NullMarked;
