/** The console's page of API tokens. */
@NullMarked
package io.gatehouse.console.token;

import org.jspecify.annotations.NullMarked;
