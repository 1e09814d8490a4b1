package rexray.lab;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One row of the table of requests: what it is for, the row of {@link Api} that serves it, and what it answers in every
 * release that has it. Names in braces stand for things that {@link RowFixture} makes.
 *
 * @param path as {@link Endpoint#path} has it
 * @param names what stands in the place of the braces in the path, in their order
 * @param body empty for none
 * @param answer a regular expression for the whole answer
 * @param look below {@code /api/instances/} where one sees what it changed; empty if nowhere
 * @param seen what one then finds in the answer, in single quotes, the status before it
 */
record EndpointRow(String what, String method, String path, List<String> names, String body, String answer,
        String look, String seen) {
    private static final String OBJECT = "/api/instances/{object}";
    private static final String RELATED = OBJECT + "/relationships/{name}";
    private static final String VOLUME = "/api/instances/Volume::{id}/action/";
    private static final String SYSTEM = "/api/instances/System::{id}/action/";
    private static final String ID = "\"[0-9a-f]{16}\"";
    private static final String DONE = "\\{\\}";
    private static final String MADE = "\\{\"id\":" + ID + "\\}";
    private static final String FULL_ARRAY = "\\[\\{.+\\}\\]";
    private static final String NO_VOLUME = "500 {'message':'Could not find the volume'";
    private static final String NO_SDC = "500 {'message':'Could not find the SDC'";
    private static final String OBJECT_OF_ID = "\\{\"id\":" + ID + ",.+\\}";

    static EndpointRow get(String what, String path, String names, String answer) {
        return new EndpointRow(what, "GET", path, split(names), "", answer, "", "");
    }

    static EndpointRow post(String what, String path, String names, String body, String answer) {
        return new EndpointRow(what, "POST", path, split(names), body, answer, "", "");
    }

    /** The same, with what one sees where afterwards. */
    EndpointRow seen(String where, String what) {
        return new EndpointRow(this.what, method, path, names, body, answer, where, what);
    }

    private static List<String> split(String names) {
        return names.isEmpty() ? List.of() : Arrays.asList(names.split(" "));
    }

    /** The path of a request: with names in the place of the braces. */
    String filledPath() {
        Iterator<String> next = names.iterator();
        return Pattern.compile("\\{[a-z]+}").matcher(path)
                .replaceAll(brace -> Matcher.quoteReplacement(next.hasNext() ? next.next() : brace.group()));
    }

    static Stream<EndpointRow> all() {
        return Stream.of(sessions(), systems(), places(), sdcs(), volumeQueries(), volumes(), mappings(), contents(),
                snapshots(), hosts()).flatMap(List::stream);
    }

    private static List<EndpointRow> sessions() {
        return List.of(
                get("version", "/api/version", "", "\"[0-9]\\.[0-9]\""),
                get("login", "/api/login", "", "\"[A-Za-z0-9+/]+\""),
                get("log-out", "/api/logout", "", "\"\""),
                post("login for Bearer", "/rest/auth/login", "", "{'username':'admin','password':'{password}'}",
                        "\\{\"access_token\":\"[^\"]+\",\"refresh_token\":\"[^\"]+\",\"token_type\":\"bearer\","
                                + "\"expires_in\":\"300\",.+\\}"),
                post("new tokens", "/rest/auth/token", "", "{'refresh_token':'{refreshToken}'}",
                        "\\{\"access_token\":.+\\}"),
                post("log-out of Bearer", "/rest/auth/logout", "", "{'refresh_token':'{refreshToken}'}", ""));
    }

    private static List<EndpointRow> systems() {
        return List.of(
                get("systems", "/api/types/{type}/instances", "System", "\\[" + OBJECT_OF_ID + "\\]"),
                get("system by id", OBJECT, "System::{system}", OBJECT_OF_ID),
                get("everything", "/api/instances", "", "\\{\"System\":\\{.+"),
                get("domains of the system", RELATED, "System::{system} ProtectionDomain", FULL_ARRAY),
                get("SDCs of the system", RELATED, "System::{system} Sdc", FULL_ARRAY),
                get("users of the system", RELATED, "System::{system} User", FULL_ARRAY),
                get("statistics of the system", RELATED, "System::{system} Statistics", "\\{.*\"numOfSdc\":.+\\}"),
                post("chosen statistics of the system",
                        "/api/types/{type}/instances/action/querySelectedStatistics", "System",
                        "{'ids':[],'properties':['numOfVolumes']}", "\\{\"numOfVolumes\":\\d+\\}"),
                post("chosen statistics of several kinds", "/api/instances/querySelectedStatistics", "",
                        "{'selectedStatisticsList':[{'type':'System','properties':['numOfSds']}]}",
                        "\\{\"System\":\\{\"numOfSds\":2\\}\\}"),
                post("chosen statistics of one object", OBJECT + "/action/querySelectedStatistics", "System::{system}",
                        "{'properties':['numOfVolumes']}", "\\{\"numOfVolumes\":\\d+\\}"),
                post("limits", "/api/instances/System/action/querySystemLimits", "", "{}",
                        "\\{\"systemLimitEntryList\":\\[\\{\"type\":\"volumeSizeGb\",\"description\":\"[^\"]+\","
                                + "\"maxVal\":\"1048576\"\\}.+"),
                post("cluster", "/api/instances/System/queryMdmCluster", "", "", "\\{.*\"ClusteredNormal\".+\\}"),
                post("restriction of SDCs", SYSTEM + "setRestrictedSdcMode", "{system}",
                        "{'restrictedSdcMode':'Guid'}", DONE)
                        .seen("System::{system}", "'restrictedSdcModeEnabled':true"),
                post("approval of an SDC", SYSTEM + "approveSdc", "{system}", "{'sdcGuid':'{guid}'}", MADE)
                        .seen("Sdc::{id}", "'sdcApproved':true"),
                post("no restriction of SDCs", SYSTEM + "setRestrictedSdcMode", "{system}",
                        "{'restrictedSdcMode':'None'}", DONE)
                        .seen("System::{system}", "'restrictedSdcModeEnabled':false"),
                post("addresses of an SDC", SYSTEM + "setApprovedSdcIps", "{system}",
                        "{'sdcId':'{sdc}','sdcApprovedIps':['10.0.0.21']}", DONE)
                        .seen("Sdc::{sdc}", "'sdcApprovedIps':['10.0.0.21']"));
    }

    private static List<EndpointRow> places() {
        String domain = "/api/instances/ProtectionDomain::{id}/action/";
        String pool = "/api/instances/StoragePool::{id}/action/";
        return List.of(
                post("new domain", "/api/types/ProtectionDomain/instances", "", "{'name':'{name}'}", MADE)
                        .seen("ProtectionDomain::{id}", "'name':'{name}'"),
                post("name of a domain", domain + "setProtectionDomainName", "{emptyDomain}", "{'name':'{name}'}",
                        DONE).seen("ProtectionDomain::{emptyDomain}", "'name':'{name}'"),
                post("removal of a domain", domain + "removeProtectionDomain", "{emptyDomain}", "{}", DONE)
                        .seen("ProtectionDomain::{emptyDomain}", "500 {'message':'Could not find Protection Domain'"),
                post("activation of a domain", domain + "activateProtectionDomain", "{inactiveDomain}",
                        "{'forceActivate':'TRUE'}", DONE)
                        .seen("ProtectionDomain::{inactiveDomain}", "'protectionDomainState':'Active'"),
                post("shutdown of a domain", domain + "inactivateProtectionDomain", "{emptyDomain}",
                        "{'forceShutdown':'FALSE'}", DONE)
                        .seen("ProtectionDomain::{emptyDomain}", "'protectionDomainState':'Inactive'"),
                post("limits of a domain", domain + "setSdsNetworkLimits", "{emptyDomain}",
                        "{'rebuildLimitInKbps':'10240'}", DONE).seen("ProtectionDomain::{emptyDomain}",
                                "'rebuildNetworkThrottlingInKbps':10240,'rebuildNetworkThrottlingEnabled':true"),
                post("flash cache of a domain", domain + "enableSdsRfcache", "{emptyDomain}", "{}", DONE)
                        .seen("ProtectionDomain::{emptyDomain}", "'rfcacheEnabled':true"),
                post("no flash cache of a domain", domain + "disableSdsRfcache", "{cachingDomain}", "{}", DONE)
                        .seen("ProtectionDomain::{cachingDomain}", "'rfcacheEnabled':false"),
                post("kind of flash cache of a domain", domain + "setRfcacheParameters", "{emptyDomain}",
                        "{'rfcacheOperationMode':'Write','pageSizeKb':'16','maxIOSizeKb':'32'}", DONE)
                        .seen("ProtectionDomain::{emptyDomain}", "'rfcacheOpertionalMode':'Write',"
                                + "'rfcachePageSizeKb':16,'rfcacheMaxIoSizeKb':32"),
                post("name of a pool", pool + "setStoragePoolName", "{emptyPool}", "{'name':'{name}'}", DONE)
                        .seen("StoragePool::{emptyPool}", "'name':'{name}'"),
                post("checksum of a pool", pool + "setChecksumEnabled", "{emptyPool}", "{'checksumEnabled':'TRUE'}",
                        DONE).seen("StoragePool::{emptyPool}", "'checksumEnabled':true"),
                post("flash cache of a pool", pool + "enableRfcache", "{emptyPool}", "{}", DONE)
                        .seen("StoragePool::{emptyPool}", "'useRfcache':true"),
                post("no flash cache of a pool", pool + "disableRfcache", "{flashPool}", "{}", DONE)
                        .seen("StoragePool::{flashPool}", "'useRfcache':false"),
                get("domains", "/api/types/{type}/instances", "ProtectionDomain", FULL_ARRAY),
                get("domain by id", OBJECT, "ProtectionDomain::{domain}", OBJECT_OF_ID),
                get("pools of a domain", RELATED, "ProtectionDomain::{domain} StoragePool", FULL_ARRAY),
                get("data servers of a domain", RELATED, "ProtectionDomain::{domain} Sds", "\\[\\]"),
                get("statistics of a domain", RELATED, "ProtectionDomain::{domain} Statistics", "\\{.+\\}"),
                post("domain by name", "/api/types/ProtectionDomain/instances/action/queryIdByKey", "",
                        "{'name':'pd1'}", ID),
                get("domain by name, of 1.x", "/api/types/Domain/instances/getByName::{name}", "pd1", ID),
                get("pools", "/api/types/{type}/instances", "StoragePool", FULL_ARRAY),
                get("pool by id", OBJECT, "StoragePool::{pool}", OBJECT_OF_ID),
                get("devices of a pool", RELATED, "StoragePool::{pool} Device", "\\[\\]"),
                get("families of a pool", RELATED, "StoragePool::{pool} VTree", FULL_ARRAY),
                get("volumes of a pool", RELATED, "StoragePool::{pool} Volume", FULL_ARRAY),
                post("pool by name", "/api/types/StoragePool/instances/action/queryIdByKey", "",
                        "{'name':'hdd','protectionDomainName':'pd1'}", ID),
                get("pool by name, of 1.x", "/api/types/Pool/instances/getByName::{name}", "{domain},hdd", ID),
                get("statistics of a pool", RELATED, "StoragePool::{pool} Statistics",
                        "\\{\"capacityLimitInKb\":\\d+,.+\\}"),
                post("chosen statistics of pools", "/api/types/{type}/instances/action/querySelectedStatistics",
                        "StoragePool", "{'ids':['{pool}'],'properties':['capacityLimitInKb']}",
                        "\\{" + ID + ":\\{\"capacityLimitInKb\":\\d+\\}\\}"),
                post("new pool", "/api/types/StoragePool/instances", "", "{'name':'{name}','protectionDomainId':"
                        + "'{domain}','checksumEnabled':'TRUE','useRfcache':'FALSE'}", MADE)
                        .seen("StoragePool::{id}", "'checksumEnabled':true"),
                post("removal of a pool", pool + "removeStoragePool", "{emptyPool}", "{}", DONE)
                        .seen("StoragePool::{emptyPool}", "500 {'message':'Could not find Storage Pool'"),
                get("users", "/api/types/{type}/instances", "User", FULL_ARRAY));
    }

    private static List<EndpointRow> sdcs() {
        String sdc = "/api/instances/Sdc::{id}/action/";
        return List.of(
                get("SDCs", "/api/types/{type}/instances", "Sdc", FULL_ARRAY),
                post("approved SDCs", "/api/types/Sdc/instances/action/queryAllApprovedSdc", "", "", FULL_ARRAY),
                get("SDC by id", OBJECT, "Sdc::{sdc}", OBJECT_OF_ID),
                post("SDC by IP", "/api/types/Sdc/instances/action/queryIdByKey", "", "{'ip':'10.0.0.21'}", ID),
                get("SDC by IP, of 1.x", "/api/types/Client/instances/getByIp::{ip}", "10.0.0.21", ID),
                get("volumes of an SDC", RELATED, "Sdc::{sdc} Volume", "\\[.*\\]"),
                get("statistics of an SDC", RELATED, "Sdc::{sdc} Statistics", "\\{\"numOfMappedVolumes\":.+\\}"),
                post("name of an SDC", sdc + "setSdcName", "{sdc}", "{'sdcName':'{name}'}", DONE)
                        .seen("Sdc::{sdc}", "'name':'{name}'"),
                post("performance of an SDC", sdc + "setSdcPerformanceParameters", "{sdc}",
                        "{'perfProfile':'HighPerformance'}", DONE)
                        .seen("Sdc::{sdc}", "'perfProfile':'HighPerformance'"),
                post("removal of an SDC", sdc + "removeSdc", "{awaySdc}", "{}", DONE).seen("Sdc::{awaySdc}", NO_SDC),
                post("traffic of an SDC", sdc + "queryVolumeSdcBwc", "{sdc}", "{}", "\\[.*\\]"));
    }

    private static List<EndpointRow> volumeQueries() {
        return List.of(
                get("volumes", "/api/types/{type}/instances", "Volume", FULL_ARRAY),
                get("volume by id", OBJECT, "Volume::{volume}", OBJECT_OF_ID),
                post("volume by name", "/api/types/Volume/instances/action/queryIdByKey", "",
                        "{'name':'{nameOfAVolume}'}", ID),
                get("volume by name, of 1.x", "/api/types/Volume/instances/getByName::{name}", "{nameOfAVolume}", ID),
                post("volumes by ids", "/api/types/{type}/instances/action/queryBySelectedIds", "Volume",
                        "{'ids':['{volume}']}", FULL_ARRAY),
                get("statistics of a volume", RELATED, "Volume::{volume} Statistics",
                        "\\{.*\"numOfMappedSdcs\":0.+\\}"),
                get("families", "/api/types/{type}/instances", "VTree", FULL_ARRAY),
                get("family by id", OBJECT, "VTree::{vtree}", OBJECT_OF_ID),
                get("volumes of a family", RELATED, "VTree::{vtree} Volume", FULL_ARRAY),
                get("statistics of a family", RELATED, "VTree::{vtree} Statistics", "\\{\"numOfVolumes\":1.+"));
    }

    private static List<EndpointRow> volumes() {
        return List.of(
                post("new volume", "/api/types/Volume/instances", "", "{'name':'{name}','volumeSizeInKb':'16777216',"
                        + "'storagePoolId':'{pool}','protectionDomainId':'{domain}','volumeType':'ThinProvisioned',"
                        + "'useRmcache':'TRUE'}", MADE)
                        .seen("Volume::{id}", "'name':'{name}','sizeInKb':16777216,'volumeType':'ThinProvisioned'"),
                post("size", VOLUME + "setVolumeSize", "{volume}", "{'sizeInGB':'24'}", DONE)
                        .seen("Volume::{volume}", "'sizeInKb':25165824"),
                post("name", VOLUME + "setVolumeName", "{volume}", "{'newName':'{name}'}", DONE)
                        .seen("Volume::{volume}", "'name':'{name}'"),
                post("cache", VOLUME + "setVolumeUseRmcache", "{volume}", "{'useRmcache':'false'}", DONE)
                        .seen("Volume::{volume}", "'useRmcache':false"),
                post("access", VOLUME + "setVolumeAccessModeLimit", "{volume}", "{'accessModeLimit':'ReadOnly'}",
                        DONE).seen("Volume::{volume}", "'accessModeLimit':'ReadOnly'"),
                post("removal", VOLUME + "removeVolume", "{volume}", "{'removeMode':'ONLY_ME'}", DONE)
                        .seen("Volume::{volume}", NO_VOLUME));
    }

    private static List<EndpointRow> mappings() {
        return List.of(
                post("mapping by id", VOLUME + "addMappedSdc", "{volume}",
                        "{'sdcId':'{sdc}','allowMultipleMappings':'FALSE'}", DONE)
                        .seen("Volume::{volume}", "'mappedSdcInfo':[{'sdcId':'{sdc}'"),
                post("mapping by GUID", VOLUME + "addMappedSdc", "{volume}", "{'guid':'{guid}'}", DONE)
                        .seen("Volume::{volume}", "'mappedSdcInfo':[{'sdcId':'{sdc}'"),
                post("end of a mapping", VOLUME + "removeMappedSdc", "{mapped}", "{'sdcId':'{sdc}'}", DONE)
                        .seen("Volume::{mapped}", "'mappedSdcInfo':null"),
                post("end of all mappings", VOLUME + "removeMappedSdc", "{mapped}", "{'allSdcs':''}", DONE)
                        .seen("Volume::{mapped}", "'mappedSdcInfo':null"),
                post("limits of a mapping", VOLUME + "setMappedSdcLimits", "{mapped}",
                        "{'sdcId':'{sdc}','iopsLimit':'1000','bandwidthLimitInKbps':'1048576'}", DONE)
                        .seen("Volume::{mapped}", "'limitIops':1000,'limitBwInMbps':1024"),
                post("access of a mapping", VOLUME + "setVolumeMappingAccessMode", "{mapped}",
                        "{'sdcId':'{sdc}','accessMode':'ReadOnly'}", DONE)
                        .seen("Volume::{mapped}", "'accessMode':'ReadOnly'"));
    }

    private static List<EndpointRow> contents() {
        return List.of(
                post("restored from a snapshot", VOLUME + "overwriteVolumeContent", "{source}",
                        "{'srcVolumeId':'{snapshot}','allowOnExtManagedVol':'TRUE'}", DONE),
                post("secured snapshot", VOLUME + "setSnapshotSecurity", "{snapshot}",
                        "{'retentionPeriodInMin':'60'}", DONE)
                        .seen("Volume::{snapshot}", "'secureSnapshotExpTime':{inAnHour}"),
                post("lock", VOLUME + "lockAutoSnapshot", "{snapshot}", "{}",
                        ".*is not an auto-snapshot and hence cannot be locked.*"),
                post("unlock", VOLUME + "unlockAutoSnapshot", "{snapshot}", "{}", ".*is not an auto-snapshot.*"),
                post("compression", VOLUME + "modifyCompressionMethod", "{volume}", "{'compressionMethod':'Normal'}",
                        ".*Fine Granularity.*"),
                post("other pool", VOLUME + "migrateVTree", "{volume}", "{'destSPId':'{otherPool}'}", DONE)
                        .seen("Volume::{volume}", "'storagePoolId':'{otherPool}'"));
    }

    private static List<EndpointRow> snapshots() {
        String taken = "\\{\"volumeIdList\":\\[" + ID + "\\],\"snapshotGroupId\":" + ID + "\\}";
        return List.of(
                post("snapshots", "/api/instances/System/action/snapshotVolumes", "",
                        "{'snapshotDefs':[{'volumeId':'{volume}','snapshotName':'{name}'}]}", taken)
                        .seen("Volume::{id}", "'ancestorVolumeId':'{volume}'"),
                post("snapshots, system named", SYSTEM + "snapshotVolumes", "{system}",
                        "{'snapshotDefs':[{'volumeId':'{volume}'}],'accessModeLimit':'ReadOnly'}", taken)
                        .seen("Volume::{id}", "'ancestorVolumeId':'{volume}'"),
                post("removal of a group", SYSTEM + "removeConsistencyGroupSnapshots", "{system}",
                        "{'snapGroupId':'{group}'}", "\\{\"numberOfVolumes\":1\\}")
                        .seen("Volume::{snapshot}", NO_VOLUME));
    }

    private static List<EndpointRow> hosts() {
        return List.of(
                post("new NVMe host", "/api/types/Host/instances", "", "{'name':'{name}','nqn':'nqn.2014-08:{name}'}",
                        MADE).seen("Sdc::{id}", "'nqn':'nqn.2014-08:{name}'"),
                post("paths of a host", "/api/instances/Host::{id}/action/modifyMaxNumPaths", "{host}",
                        "{'newMaxNumPaths':'6'}", DONE).seen("Sdc::{host}", "'maxNumPaths':6"),
                post("ports of a host", "/api/instances/Host::{id}/action/modifyMaxNumSysPorts", "{host}",
                        "{'newMaxNumSysPorts':'8'}", DONE).seen("Sdc::{host}", "'maxNumSysPorts':8"),
                get("controllers of a host", "/api/instances/Host::{id}/relationships/NvmeController", "{host}",
                        "\\[\\]"),
                post("mapping to a host", VOLUME + "addMappedHost", "{volume}", "{'hostId':'{host}'}", DONE)
                        .seen("Volume::{volume}", "'mappedSdcInfo':[{'sdcId':'{host}'"),
                post("end of a mapping to a host", VOLUME + "removeMappedHost", "{mappedToHost}",
                        "{'hostId':'{host}'}", DONE).seen("Volume::{mappedToHost}", "'mappedSdcInfo':null"));
    }
}
