package io.gatehouse.identityprovider.markup;

/** What stands before the root element. */
final class Prolog {
    private Prolog() {}

    /** Where a document type declaration stands, or -1. */
    static int doctype(String text) {
        int at = 0;
        while (true) {
            at = text.indexOf('<', at);
            if (at < 0) {
                return -1;
            }
            if (text.startsWith("<!DOCTYPE", at)) {
                return at;
            }
            if (text.startsWith("<!--", at)) {
                at = text.indexOf("-->", at + 4);
            } else if (text.startsWith("<?", at)) {
                at = text.indexOf("?>", at + 2);
            } else {
                return -1;
            }
            if (at < 0) {
                return -1;
            }
        }
    }
}
