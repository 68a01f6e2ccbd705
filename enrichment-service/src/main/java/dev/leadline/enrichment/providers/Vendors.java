package dev.leadline.enrichment.providers;

import dev.leadline.enrichment.domain.FindVendors;
import dev.leadline.enrichment.domain.Purpose;
import dev.leadline.enrichment.domain.Vendor;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Those whom the settings name, in their order. */
@Component
final class Vendors implements FindVendors {

  /** Domain 4.4: a visitor is not waited for any longer. */
  private static final Duration FOR_A_VISITOR = Duration.ofSeconds(2);

  private final List<Vendor> enrichment = new ArrayList<>();
  private final List<Vendor> recognition = new ArrayList<>();

  Vendors(
      EnrichmentSettings settings,
      VendorSettings visitors,
      CallSettings calls,
      HttpDoor door,
      MeterRegistry meters) {
    List<VendorSettings> named = settings.vendors();
    if (named != null)
      for (VendorSettings vendor : named)
        if (vendor.isThere()) enrichment.add(new HttpVendor(vendor, calls, door, meters));
    if (settings.builtIn()) enrichment.add(new BuiltInVendor());
    // One request for a visitor: a second try would be a second request.
    if (visitors.isThere())
      recognition.add(
          new HttpVendor(visitors, calls.within(FOR_A_VISITOR).trying(1), door, meters));
  }

  @Override
  public List<Vendor> find(Purpose purpose) {
    return switch (purpose) {
      case ENRICHMENT -> enrichment;
      case DEANONYMIZATION -> recognition;
      default -> List.of();
    };
  }
}
