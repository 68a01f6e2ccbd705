package dev.leadline.gateway.handling;

import dev.leadline.gateway.domain.SavedView;
import dev.leadline.gateway.domain.Unavailable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The views that people keep; all of it throws {@link Unavailable} while they are away. */
public interface KeepViews {

  /** The member's own and those that are shared, by name. */
  List<SavedView> list(String tenant, String member);

  @Nullable SavedView find(String tenant, UUID id);

  /** Stores a view in the place of an older one of its id. */
  void keep(SavedView view);

  void delete(UUID id);
}
