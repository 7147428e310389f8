/** The settings under {@code gatehouse}: every name given is judged before anything starts. */
@NullMarked
package io.gatehouse.idpconfig.settings;

import org.jspecify.annotations.NullMarked;
