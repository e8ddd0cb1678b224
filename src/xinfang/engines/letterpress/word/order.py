"""Children in the order that the schema of Word demands: what is out of order, Word repairs or refuses."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

__all__ = ["element", "put"]

# ISO/IEC 29500-1, the sequences of CT_PPr, CT_RPr, CT_TblPr and CT_Settings, as far as we use them.
ORDER = {
    "pPr": """
        pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd
        tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi
        adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc
        textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
    """,
    "rPr": """
        rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof
        snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd
        fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
    """,
    "tblPr": """
        tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc
        tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription
    """,
    "sectPr": """
        headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType
        pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid
        printerSettings
    """,
    "settings": """
        writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries
        displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData
        embedTrueTypeFonts embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins
    """,
}


def element(tag: str, **attributes: str) -> etree._Element:
    """An element of Word's main namespace with attributes of the same: element("ind", left="640")."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def put(parent: etree._Element, child: etree._Element) -> None:
    """Set a child into its place, instead of one of the same name."""
    order = ORDER[etree.QName(parent).localname].split()
    own = etree.QName(child).localname
    for old in parent.findall(child.tag):
        parent.remove(old)
    before = set(order[: order.index(own)])
    place = 0
    for at, sibling in enumerate(parent, start=1):
        if etree.QName(sibling).localname in before:
            place = at
    parent.insert(place, child)
