package io.gatehouse.console.connect.wizard;

import io.gatehouse.identityprovider.IdentityProviders;
import io.gatehouse.identityprovider.guide.VendorGuides;
import io.gatehouse.identityprovider.metadata.Vendor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The beginning: what is connected already, and whose software is to be. */
@Controller
class VendorController {
    private final Workpieces workpieces;
    private final IdentityProviders providers;
    private final VendorGuides guides;
    private final Drafts drafts;
    private final WizardPages pages;

    VendorController(
            Workpieces workpieces, IdentityProviders providers, VendorGuides guides, Drafts drafts, WizardPages pages) {
        this.workpieces = workpieces;
        this.providers = providers;
        this.guides = guides;
        this.drafts = drafts;
        this.pages = pages;
    }

    @GetMapping("/connect")
    void choose(HttpServletRequest request, HttpServletResponse response) throws IOException {
        show(request, response, null, "");
    }

    @PostMapping("/connect/providers")
    void begin(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam("vendor") String code,
            @RequestParam(name = "id", defaultValue = "") String typed)
            throws IOException {
        var vendor = Arrays.stream(Vendor.values())
                .filter(v -> v.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        var partner = workpieces.session(request).partner();
        var by = workpieces.change(request);
        var wish = workpieces.seesAll(request) ? typed.strip() : "";
        var begun = wish.isEmpty() ? drafts.begin(partner, vendor, by) : drafts.begin(wish, partner, vendor, by);
        switch (begun) {
            case Drafts.Begun.Draft(var id) -> pages.sendOn(response, "/connect/providers/" + id + "/guide");
            case Drafts.Begun.Hindered(var trouble) -> show(request, response, trouble, wish);
        }
    }

    private void show(HttpServletRequest request, HttpServletResponse response, @Nullable Trouble trouble, String wish)
            throws IOException {
        var partner = workpieces.partner(request);
        var model = new HashMap<String, @Nullable Object>();
        model.put("partner", partner);
        model.put("providers", providers.ofPartner(partner.id()));
        model.put("guides", guides.all());
        // An id that is in use is said to be, so only who knows them all anyway may choose one.
        model.put("chooses", workpieces.seesAll(request));
        model.put("wish", wish);
        model.put("trouble", trouble);
        pages.show(request, response, "vendors", model);
    }
}
