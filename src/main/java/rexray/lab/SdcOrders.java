package rexray.lab;

import java.util.List;

/** What an emulated SDC has to know: its own id, its system, and every device that its host shall have. */
record SdcOrders(String systemId, String sdcId, String installationId, long version, List<AttachedDevice> devices) {}
