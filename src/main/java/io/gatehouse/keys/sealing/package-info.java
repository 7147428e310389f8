/** The sealing keys of the settings, or of the file beside an H2 database; every other key is derived from them. */
@NullMarked
package io.gatehouse.keys.sealing;

import org.jspecify.annotations.NullMarked;
