package dev.isaac.marketplace.internal.event;

import dev.isaac.command.Progress;
import dev.isaac.marketplace.ChangeEvent;
import dev.isaac.marketplace.MarketplaceListener;
import org.jspecify.annotations.Nullable;

/** Shows the events of one change on the progress line of a surface. Not thread-safe: the events come one by one. */
public final class ProgressLine implements MarketplaceListener, AutoCloseable {

    private final Progress progress;
    private Progress.@Nullable Task task;
    private String title = "";

    /** Over the progress of whoever asked for the change. */
    public ProgressLine(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void progress(ChangeEvent event) {
        String plugin = event.plugin().map(id -> id + " ").orElse("");
        switch (event.phase()) {
            case DOWNLOADING ->
                show("downloading " + plugin + event.subject(), event.done(), event.total(), Progress.Unit.BYTES);
            case DRAINING -> {
                progress.note("Waiting for the command " + event.subject() + " to end.");
                show("waiting for " + event.subject(), 0, 0, Progress.Unit.ITEMS);
            }
            case STOPPING -> items("stopping plugins", event);
            case MIGRATING -> items("migrating the data of plugins", event);
            case STARTING -> items("starting plugins", event);
            case CHECKING -> items("checking plugins", event);
            case TAKING_BACK -> items("taking the change back", event);
            case RECORDING, DONE, TAKEN_BACK -> close();
        }
    }

    private void items(String what, ChangeEvent event) {
        show(what, event.done(), event.total(), Progress.Unit.ITEMS);
    }

    private void show(String what, long done, long total, Progress.Unit unit) {
        Progress.Task shown = task;
        if (shown == null || !title.equals(what)) {
            close();
            shown = progress.task(what, total == 0 ? -1 : total, unit);
            task = shown;
            title = what;
        }
        shown.done(done);
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
            task = null;
        }
    }
}
