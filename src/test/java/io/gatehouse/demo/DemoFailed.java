package io.gatehouse.demo;

/** The demo cannot go on; the message is for whoever started it. */
final class DemoFailed extends Exception {
    private static final long serialVersionUID = 1;

    DemoFailed(String message) {
        super(message);
    }
}
