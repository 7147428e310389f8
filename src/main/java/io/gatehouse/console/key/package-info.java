/** The console's page of our own keys: which are published, since when and until when, and who still uses which. */
@NullMarked
package io.gatehouse.console.key;

import org.jspecify.annotations.NullMarked;
