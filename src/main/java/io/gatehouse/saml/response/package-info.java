/** What a response says, read once into values; and each rule it is judged by. */
@NullMarked
package io.gatehouse.saml.response;

import org.jspecify.annotations.NullMarked;
